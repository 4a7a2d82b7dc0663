import { historyDay } from '../historyDay.ts';
import { answering } from './answering.ts';

answering({ day: historyDay });
