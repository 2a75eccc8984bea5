import type { paths } from '../../api/schema.d.ts';

export type Statistics = Exclude<
  paths['/v1/statistics']['get']['responses'][200]['content']['application/json'],
  string
>;
