/** A catalog of so many plans with three prices each, as one YAML text. */
export function catalog(plans: number): string {
  const documents = Array.from({ length: plans }, (_, index) => {
    const code = `plan_${String(index).padStart(5, '0')}`;
    return `code: ${code}
name: Plan ${index}
features: [${index} Projects, Analytics]
default_price: monthly
prices:
  monthly: { amount: ${10 + (index % 90)}.50, currency: usd, interval: month, metadata: { tier: "${index % 5}" } }
  yearly: { amount: ${100 + (index % 900)}, currency: usd, interval: year, currencies: { eur: ${90 + (index % 900)} } }
  setup: { amount: ${5 + (index % 20)}, currency: usd, interval: once }
`;
  });
  return documents.join('---\n');
}
