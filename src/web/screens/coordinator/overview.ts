import type { paths } from '../../api/schema.d.ts';

export type Overview = paths['/v1/overview']['get']['responses'][200]['content']['application/json'];
