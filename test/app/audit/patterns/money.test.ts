import { describe, expect, it } from 'vitest';
import { isMoneyName } from '#app/audit/patterns/money.ts';

describe('a column that holds money', () => {
  it.each(['price', 'unit_price', 'totalAmount', 'tax', 'balance', 'refund_cents'])('is called %s', (name) => {
    expect(isMoneyName({ name })).toBe(true);
  });

  it.each(['total_count', 'tax_rate', 'discount_percent', 'payment_id', 'price_code', 'paid_at', 'fee_type'])(
    'is not called %s',
    (name) => {
      expect(isMoneyName({ name })).toBe(false);
    },
  );
});
