/**
 * Returns a package that only a local installation uses, and that npm may leave out (`--omit=optional`).
 * @param instead what to configure for an installation that does without, as the end of a sentence
 * @throws Error that says what to install, when the package is absent
 */
export async function loadOptional<Module>(
  name: string,
  load: () => Promise<Module>,
  instead: string,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (!isAbsent(error, name)) throw error;
    throw new Error(`The package ${name} is not installed. Run npm install --include=optional, or ${instead}.`, {
      cause: error,
    });
  }
}

function isAbsent(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(`'${name}'`);
}
