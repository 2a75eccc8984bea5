/**
 * Whether the tests look as far as they can, which takes an hour: `npm run test:long` does. The gate tries less of the same,
 * so that it stays within the time that one waits for it; each test that uses this still breaks on what it is there for.
 */
export const isThorough = process.env['TEST_THOROUGH'] === '1';
