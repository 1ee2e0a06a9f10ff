import { asyncScheduler, type SchedulerLike } from 'rxjs';

/**
 * Time that only goes forward: a scheduler whose `now` counts milliseconds since the process began. The wall clock may
 * be set while a run is at work; intervals and deadlines must not notice.
 */
export const monotonicScheduler: SchedulerLike = {
  now: () => performance.now(),
  schedule: asyncScheduler.schedule.bind<SchedulerLike['schedule']>(asyncScheduler),
};
