/** The naive way, as most scripts and providers do it: one read for each object, one after the other. */
export async function naivePlan(
  base: string,
  objects: readonly { readonly kind: string; readonly id: string }[],
): Promise<{ requests: number; seconds: number }> {
  const paths: Readonly<Record<string, string>> = {
    product: 'products',
    price: 'prices',
    meter: 'billing/meters',
  };
  const began = performance.now();
  let requests = 0;
  for (const { kind, id } of objects) {
    const response = await fetch(`${base}/v1/${paths[kind]}/${id}`, {
      headers: { authorization: 'Bearer sk_test_naive' },
    });
    if (!response.ok) throw new Error(`${id} was answered with ${response.status}`);
    await response.json();
    requests += 1;
  }
  return { requests, seconds: (performance.now() - began) / 1000 };
}

/** The naive way to write: one request after the other, each waiting for the one before. */
export async function naiveApply(
  base: string,
  plans: number,
): Promise<{ requests: number; seconds: number }> {
  const began = performance.now();
  let requests = 0;
  const post = async (path: string, body: Record<string, string>): Promise<string> => {
    const response = await fetch(`${base}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_live_naive' },
      body: new URLSearchParams(body),
    });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
    requests += 1;
    return ((await response.json()) as { id: string }).id;
  };
  for (let index = 0; index < plans; index += 1) {
    const product = await post('products', { name: `Plan ${index}` });
    for (const interval of ['month', 'year', 'week']) {
      await post('prices', {
        product,
        currency: 'usd',
        unit_amount: '1050',
        'recurring[interval]': interval,
      });
    }
  }
  return { requests, seconds: (performance.now() - began) / 1000 };
}
