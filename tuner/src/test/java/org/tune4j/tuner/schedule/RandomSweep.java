package org.tune4j.tuner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.Decision;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Checkpoint;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.engine.Bench;
import org.tune4j.tuner.engine.Command;

/**
 * The world around an engine: trials that report, save, pause, fail and are lost, drivers that die,
 * all drawn from one seed.
 */
final class RandomSweep {
  /** No trial is ever older, in iterations. */
  static final int OLDEST = 30;

  private static final int MOST_STEPS = 200_000;

  /** What runs somewhere. */
  private static final class Attempt {
    final Trial trial;
    int iteration;
    Decision told = Decision.CONTINUE;
    @Nullable Result last;

    Attempt(Trial trial, int iteration) {
      this.trial = trial;
      this.iteration = iteration;
    }
  }

  private final long seed;
  private final RandomGenerator random;
  private final Map<String, Attempt> running = new LinkedHashMap<>();
  private Bench bench;

  RandomSweep(long seed, Bench bench) {
    this.seed = seed;
    this.random = Seeds.random(seed, "world", 0);
    this.bench = bench;
  }

  /** Goes on until the sweep is over, or for so many steps. */
  void run(int steps) {
    for (int i = 0; !bench.engine.isOver() && i < steps; i++) {
      assertThat(i).as("steps of the sweep of seed " + seed).isLessThan(MOST_STEPS);
      step();
    }
  }

  void run() {
    run(Integer.MAX_VALUE);
  }

  /** Another engine takes over what runs. */
  void goOnWith(Bench other) {
    bench = other;
    event(new SweepEvent.DriverStarted("after a cut"));
  }

  private void step() {
    double dice = random.nextDouble();
    if (dice < 0.002) {
      event(new SweepEvent.DriverStarted("another"));
    } else if (dice < 0.004) {
      interrupt();
    } else if (dice < 0.05 && bench.engine.goesByOffers()) {
      offer();
    } else if (dice < 0.3 || running.isEmpty()) {
      boolean placed = place();
      assertThat(placed || !running.isEmpty() || bench.engine.isOver() || mayGoOn())
          .as("seed " + seed + ": something can happen")
          .isTrue();
    } else {
      List<Attempt> all = new ArrayList<>(running.values());
      act(all.get(random.nextInt(all.size())));
    }
  }

  private void offer() {
    Resources each = new Resources(random.nextInt(12), 0);
    SweepEvent.Offered offer =
        new SweepEvent.Offered(List.of(new SweepEvent.Members(1 + random.nextInt(2), each)));
    if (bench.engine.mustHearOf(offer)) {
      event(offer);
    }
  }

  /** Asking may have told the searcher that nobody runs. */
  private boolean mayGoOn() {
    return bench.engine.isHungry() || bench.engine.nextToPlace() != null;
  }

  private void interrupt() {
    event(new SweepEvent.Interrupted("the user said so"));
    for (int i = 0; !bench.engine.isOver(); i++) {
      assertThat(i).as("steps after an interruption, seed " + seed).isLessThan(MOST_STEPS);
      List<Attempt> all = new ArrayList<>(running.values());
      act(all.get(random.nextInt(all.size())));
    }
    event(new SweepEvent.DriverStarted("resumed"));
  }

  private boolean place() {
    boolean asked = bench.engine.isHungry();
    if (asked) {
      event(new SweepEvent.SlotFree());
    }
    Trial next = bench.engine.nextToPlace();
    if (next == null) {
      return asked;
    }
    Placement placement = Placement.on("member", Resources.ONE_CPU);
    for (Command command :
        event(new SweepEvent.Placed(next.id(), next.attempts() + 1, placement))) {
      if (command instanceof Command.Start start) {
        Checkpoint from = start.from();
        int iteration = from == null ? 0 : from.trainingIteration();
        assertThat(running.put(next.id(), new Attempt(start.trial(), iteration)))
            .as("seed " + seed + ": " + next.id() + " already runs")
            .isNull();
      }
    }
    return true;
  }

  private void act(Attempt attempt) {
    int dice = random.nextInt(100);
    if (dice < 3) {
      end(attempt, Outcome.LOST, "gone");
    } else if (dice < 5) {
      end(attempt, Outcome.FAILED, "boom");
    } else if (dice < 12) {
      repeat(attempt);
    } else if (dice < 25) {
      save(attempt);
    } else if (attempt.told == Decision.STOP) {
      end(attempt, Outcome.FINISHED, null);
    } else if (attempt.told == Decision.PAUSE) {
      pause(attempt, dice);
    } else if (dice == 25) {
      end(attempt, Outcome.FINISHED, null);
    } else {
      report(attempt);
    }
  }

  private void pause(Attempt attempt, int dice) {
    if (dice < 90) {
      save(attempt);
    }
    end(attempt, Outcome.PAUSED, dice < 90 ? null : "its state could not be saved");
  }

  private void report(Attempt attempt) {
    attempt.iteration += dice(20) ? 3 : 1; // some trainables count in larger steps
    Result result = result(attempt);
    attempt.last = result;
    for (Command command : event(new SweepEvent.Reported(result))) {
      if (command instanceof Command.Answer answer) {
        attempt.told = answer.decision();
      }
    }
  }

  /** An answer was lost on its way, and the result is sent again: nothing changes by that. */
  private void repeat(Attempt attempt) {
    if (attempt.last != null) {
      Decision again = bench.engine.answerToRepeat(attempt.last);
      assertThat(again).as("seed " + seed + ": answer to a repeat").isNotNull();
      attempt.told = again;
    }
  }

  private void save(Attempt attempt) {
    if (attempt.last != null) {
      int iteration = attempt.last.trainingIteration();
      event(
          new SweepEvent.Saved(
              new Checkpoint(
                  attempt.trial.id(), attempt.trial.attempts(), iteration, 10, "0".repeat(64))));
    }
  }

  private void end(Attempt attempt, Outcome outcome, @Nullable String message) {
    running.remove(attempt.trial.id());
    event(new SweepEvent.Ended(attempt.trial.id(), attempt.trial.attempts(), outcome, message));
  }

  /** A curve that a trial's config decides, with noise; now and then a metric is not there. */
  private Result result(Attempt attempt) {
    int age = attempt.iteration;
    double x = attempt.trial.config().getDouble("x", 0);
    TreeMap<String, Double> metrics = new TreeMap<>();
    if (!dice(10) && attempt.trial.number() % 11 != 5) {
      double gained = x * (1 - Math.exp(-age / 8.0)) + 0.05 * random.nextGaussian();
      metrics.put("score", Math.rint(gained * 20) / 20); // with ties
      metrics.put("loss", 1 - gained);
    }
    return new Result(
        attempt.trial.id(),
        attempt.trial.attempts(),
        age,
        age * 10L,
        age,
        age * 0.5,
        metrics,
        null,
        age >= OLDEST);
  }

  private boolean dice(int sides) {
    return random.nextInt(sides) == 0;
  }

  private List<Command> event(SweepEvent event) {
    bench.clock = bench.clock.plusSeconds(1);
    return bench.event(event);
  }
}
