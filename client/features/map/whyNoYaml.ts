import { ApiError } from '../../data/apiError.ts';

/** Why an object is not shown, where that is no failure: it is gone, or it may not be read. Undefined for everything else. */
export function whyNoYaml(error: unknown, name: string): { title: string; text: string } | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === 'not-found') return { title: `There is no ${name} now`, text: 'It was deleted after it was last seen here.' };
  if (error.code === 'forbidden') return { title: `${name} may not be read`, text: error.message };
  return undefined;
}
