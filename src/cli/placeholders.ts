/** For commands that deliver nothing: any name that the environment lacks gets a value that leads nowhere. */
export function withPlaceholders(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
  return new Proxy(env, {
    get(target, name) {
      if (typeof name !== 'string') return undefined;
      return target[name] ?? (/SECRET|KEY/.test(name) ? secret : 'http://127.0.0.1:9');
    },
  });
}
