import { historyDay } from '../historyDay.ts';
import { historyPast } from '../historyPast.ts';
import { answering } from './answering.ts';

answering({ day: historyDay, past: historyPast });
