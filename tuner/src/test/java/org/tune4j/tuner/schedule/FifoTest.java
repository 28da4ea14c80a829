package org.tune4j.tuner.schedule;

class FifoTest extends TrialSchedulerContract {
  @Override
  protected SchedulerKind kind() {
    return SchedulerKinds.FIFO;
  }
}
