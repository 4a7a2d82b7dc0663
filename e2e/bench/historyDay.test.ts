import { expect, it } from 'vitest';
import { historyDay } from './historyDay.ts';

it('a day of 150,000 pods of which a fifth is replaced stays under 200 MB, by what a tenancy takes', async () => {
  const { bytes, tenancies, events, answers } = await historyDay({ pods: 2000, churn: 0.2 });
  expect(events).toBe(800);
  expect(tenancies).toBeGreaterThan(4800);
  const ofTheDay = 2 * (150_000 * 1.2 + 10_000 + 5_000);
  expect((bytes / tenancies) * ofTheDay).toBeLessThan(200e6);
  expect(answers.steps).toBeGreaterThan(3); // 800 ended, 250 a step
});
