package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.trial.Trial;
import org.tune4j.trial.TrialStatus;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;
import org.tune4j.tuner.sim.SimulationResult.TrialEnd;

/**
 * Random simulations: whatever happens to members and drivers, no trial is lost or runs twice,
 * nobody is given more than there is, every sweep ends, the order of promotions is kept, and the
 * log gives the same engine again, wherever it is cut.
 *
 * <p>{@code -Dscenario=N} repeats one of them.
 */
class ScenarioTest {
  private static final int FEW = 400;
  private static final int MANY = 100_000;

  @Test
  void everyKindOfSchedulerHasScenarios() {
    assertThat(DrawnSchedulers.kinds())
        .as("each scheduler needs a way to draw its settings")
        .containsExactlyElementsOf(SchedulerKinds.all().keySet());
  }

  @Test
  void aFewHundredHold() throws InterruptedException {
    Long one = Long.getLong("scenario");
    if (one != null) {
      hold(one, one);
    } else {
      hold(1, FEW);
    }
  }

  @Test
  @Tag("slow")
  void aHundredThousandHold() throws InterruptedException {
    hold(FEW + 1, MANY);
  }

  /** Runs those from the first to the last, two at a time. */
  private static void hold(long first, long last) throws InterruptedException {
    AtomicLong next = new AtomicLong(first);
    Queue<Throwable> problems = new ConcurrentLinkedQueue<>();
    List<Worker> workers =
        List.of(new Worker(next, last, problems), new Worker(next, last, problems));
    workers.forEach(Thread::start);
    for (Worker worker : workers) {
      while (!worker.join(Duration.ofSeconds(1)) && !worker.isStuck()) {}
      if (worker.isAlive()) {
        problems.add(worker.stuck());
      }
    }
    assertThat(problems).isEmpty();
  }

  /** Runs one scenario after the other, as long as few fail. */
  private static final class Worker extends Thread {
    private static final Duration FAR_TOO_LONG = Duration.ofMinutes(5);

    private final AtomicLong next;
    private final long last;
    private final Queue<Throwable> problems;
    private volatile long seed;
    private volatile long since = System.nanoTime();

    Worker(AtomicLong next, long last, Queue<Throwable> problems) {
      this.next = next;
      this.last = last;
      this.problems = problems;
      setDaemon(true); // one that never ends must not keep the others
    }

    @Override
    public void run() {
      while ((seed = next.getAndIncrement()) <= last && problems.size() < 5) {
        since = System.nanoTime();
        try {
          hold(seed);
        } catch (Throwable e) {
          problems.add(e);
        }
      }
    }

    /** No limit of happenings sees a loop within one of them. */
    boolean isStuck() {
      return System.nanoTime() - since > FAR_TOO_LONG.toNanos();
    }

    AssertionError stuck() {
      AssertionError error = new AssertionError(repeats(seed) + "it does not come back");
      error.setStackTrace(getStackTrace());
      return error;
    }
  }

  /** Runs a scenario, and says how to repeat it when it does not hold. */
  static void hold(long seed) {
    Scenario scenario = new Scenario(seed);
    try {
      check(scenario, scenario.run(new PromotionCheck(scenario.sweeps())));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(repeats(seed) + scenario + ": " + e.getMessage(), e);
    }
  }

  private static String repeats(long seed) {
    return "mvn test -pl tuner -am -Dtest=ScenarioTest#aFew*"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dscenario="
        + seed
        + " repeats it: ";
  }

  private static void check(Scenario scenario, SimulationResult result) {
    for (int i = 0; i < scenario.sweeps().size(); i++) {
      check(scenario.sweeps().get(i), result.sweeps().get(i));
    }
  }

  private static void check(Scenario.Drawn drawn, SweepEnd end) {
    assertThat(end.finished()).as(end.reason()).isTrue();
    assertThat(end.terminated() + end.errors()).isEqualTo(end.proposed());
    assertThat(end.trials()).hasSize(end.proposed());
    boolean endsEarly = !end.reason().equals("all trials have ended");
    if (!endsEarly) {
      assertThat(end.proposed()).isGreaterThanOrEqualTo(drawn.trials());
    }
    for (TrialEnd trial : end.trials()) {
      assertThat(trial.trial().reason())
          .as(trial.trial().id())
          .isNotBlank()
          .isNotEqualTo("nothing is left that could let it go on"); // its scheduler forgot it
      boolean isError = trial.trial().status() == TrialStatus.ERROR;
      assertThat(isError).as(trial.toString()).isEqualTo(failedTooOften(drawn, trial.trial()));
      if (drawn.scheduler().kind().name().equals("fifo") && !endsEarly && !isError) {
        boolean ruled = String.valueOf(trial.trial().reason()).startsWith("plateau");
        assertThat(trial.iterations() == drawn.oldest() || ruled).as(trial.toString()).isTrue();
      }
    }
  }

  /** Only that is an error: what a trial asks for is always there, and members die without one. */
  private static boolean failedTooOften(Scenario.Drawn drawn, Trial trial) {
    int most = drawn.sweep().rules().maxFailures();
    return most >= 0 && trial.failures() > most;
  }
}
