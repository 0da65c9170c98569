/**
 * Two committed files are made by a program: the API's description and the listing of the database schema. Each is made
 * again beside the committed one and compared, so that a review shows every change of the outer surface and of a table.
 */
export async function openapiDrift() {
  return { passed: false, output: 'not wired yet' };
}

export async function schemaDrift() {
  return { passed: false, output: 'not wired yet' };
}
