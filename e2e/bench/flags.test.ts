import { expect, it } from 'vitest';
import { FlagError, parseFlags } from './flags.ts';

it('without flags: three sizes, and every section but the million pods', () => {
  expect(parseFlags([])).toEqual({
    sizes: [1500, 15000, 150000],
    rounds: 3,
    seconds: 15,
    rate: 500,
    events: 10000,
    sections: ['sync', 'memory', 'routes', 'live', 'model', 'topology', 'frames', 'sizes', 'backtest', 'history'],
    against: null,
    kubectl: null,
  });
});

it('--quick is small, and what is said beside it wins', () => {
  expect(parseFlags(['--quick'])).toMatchObject({ sizes: [150, 600, 1500], rounds: 1, seconds: 3, events: 2000 });
  expect(parseFlags(['--quick', '--rounds', '2'])).toMatchObject({ sizes: [150, 600, 1500], rounds: 2 });
});

it('--only takes sections in any order, and measures them in ours', () => {
  expect(parseFlags(['--only', 'model,sync'])?.sections).toEqual(['sync', 'model']);
  expect(parseFlags(['--only', 'routes', '--million'])?.sections).toEqual(['routes', 'million']);
});

it('--against has the sections that write nothing', () => {
  expect(parseFlags(['--against', 'k', '--kubectl', 'testcluster kubectl'])).toMatchObject({
    sections: ['sync', 'memory', 'routes'],
    against: 'k',
    kubectl: ['testcluster', 'kubectl'],
  });
});

it('--help is no run', () => {
  expect(parseFlags(['--help'])).toBeUndefined();
});

it.each([
  [['--sizes', '1500'], '--sizes 1500: two or more whole numbers from 100 to 1000000, ascending'],
  [['--sizes', '1500,900'], '--sizes 1500,900: two or more whole numbers from 100 to 1000000, ascending'],
  [['--sizes', '1e3,2000'], '--sizes 1e3,2000: two or more whole numbers from 100 to 1000000, ascending'],
  [['--rounds', '0'], '--rounds 0: a whole number from 1 to 100'],
  [['--rate', 'many'], '--rate many: a whole number from 1 to 10000'],
  [['--only', 'sink'], '--only sink: a list of sync,memory,routes,live,model,topology,frames,sizes,backtest,history,million'],
  [['--only', 'live', '--against', 'k'], '--against has no section live: sync,memory,routes'],
  [['--million', '--against', 'k'], '--against has no section million: sync,memory,routes'],
  [['--kubectl', 'kubectl'], '--kubectl needs --against: it is timed on that cluster'],
  [['--against', 'k', '--kubectl', ' '], '--kubectl: it is empty'],
  [['--size', '3'], "Unknown option '--size'"],
  [['sync'], "Unexpected argument 'sync'. This command does not take positional arguments"],
])('%j is refused: %s', (args, message) => {
  expect(() => parseFlags(args)).toThrow(FlagError);
  expect(() => parseFlags(args)).toThrow(message);
});
