// Stand-ins start only where they are asked for by name: in the tests, in what is measured with them, and in the programs
// that these start. A test of production takes it out again.
process.env['BESTENDIG_LOCAL'] = '1';
