package org.tune4j.tuner.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.tuner.schedule.SchedulerKinds;
import org.tune4j.tuner.sim.SimulationResult.SweepEnd;
import org.tune4j.tuner.sim.SimulationResult.TrialEnd;

/**
 * Random simulations: whatever happens to members and drivers, no trial is lost or runs twice,
 * nobody is given more than there is, every sweep ends, and the log gives the same engine again.
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
  void aFewHundredHold() {
    Long one = Long.getLong("scenario");
    if (one != null) {
      hold(one);
    } else {
      LongStream.rangeClosed(1, FEW).forEach(ScenarioTest::hold);
    }
  }

  @Test
  @Tag("slow")
  void aHundredThousandHold() throws InterruptedException {
    AtomicLong next = new AtomicLong(FEW);
    AtomicLong failed = new AtomicLong();
    List<Throwable> problems = new java.util.concurrent.CopyOnWriteArrayList<>();
    List<Thread> threads = new java.util.ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                long seed = next.incrementAndGet();
                while (seed <= MANY && failed.get() < 5) {
                  try {
                    hold(seed);
                  } catch (Throwable e) {
                    failed.incrementAndGet();
                    problems.add(e);
                  }
                  seed = next.incrementAndGet();
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(problems).isEmpty();
  }

  /** Runs a scenario, and says how to repeat it when it does not hold. */
  static void hold(long seed) {
    hold(seed, Observer.NONE);
  }

  /** {@link #hold(long)}, looked on by someone. */
  static void hold(long seed, Observer observer) {
    Scenario scenario = new Scenario(seed);
    try {
      check(scenario, scenario.run(observer));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "mvn test -pl tuner -am -Dtest=ScenarioTest#aFew* -Dsurefire.failIfNoSpecifiedTests=false"
              + " -Dscenario="
              + seed
              + " repeats "
              + scenario
              + ": "
              + e.getMessage(),
          e);
    }
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
      if (drawn.scheduler().kind().name().equals("fifo") && !endsEarly) {
        boolean wholeOrFailed =
            trial.iterations() == drawn.oldest() || trial.trial().failures() > 0;
        boolean ruled = String.valueOf(trial.trial().reason()).startsWith("plateau");
        assertThat(wholeOrFailed || ruled).as(trial.toString()).isTrue();
      }
    }
  }
}
