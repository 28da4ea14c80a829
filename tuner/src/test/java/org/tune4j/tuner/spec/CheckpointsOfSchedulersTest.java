package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;
import org.tune4j.yaml.Problem;

/** Schedulers whose trials go on at each other's checkpoints need some. */
class CheckpointsOfSchedulersTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  private static Sweep parse(String keys) {
    return SweepFile.parse(
            "s: {run: synthetic, num_samples: 4, stop: {training_iteration: 30}, scheduler: {type:"
                + " pbt, time_attr: training_iteration, perturbation_interval: 5,"
                + " hyperparam_mutations: {lr: {uniform: [0.001, 1]}}}, config: {lr: {uniform:"
                + " [0.001, 1]}}, "
                + keys
                + "}",
            "f",
            TRAINABLES)
        .get(0);
  }

  @Test
  void theyAreTakenWhenTheSchedulerNeedsThem() {
    assertThat(parse("checkpoint: {num_to_keep: 1}").checkpoints().frequency()).isEqualTo(5);
    assertThat(parse("checkpoint_freq: 1").checkpoints().frequency()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30, 31})
  void itIsRefusedWithoutThem(int frequency) {
    InvalidInputException e =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> parse("\n checkpoint: {frequency: " + frequency + "}"));
    assertThat(e.problems()).hasSize(1);
    Problem problem = e.problems().getFirst();
    assertThat(problem.message())
        .isEqualTo(
            "sweep s: checkpoint.frequency: trials of pbt go on from each other's checkpoints, and"
                + " there would be none ("
                + frequency
                + ")");
    assertThat(problem.maybe()).isEqualTo("use 5, or leave it out");
    assertThat(problem.place()).isEqualTo(new Place("f", 2, 26));
  }

  @ParameterizedTest
  @CsvSource({
    "pbt, true",
    "hyperband, true",
    "'{type: asha, variant: promotion}', true",
    "'{type: resource_changing, scheduler: asha}', true",
    "'{type: patience, patience: 2, scheduler: hyperband}', true",
    "'{type: median_stopping, hard_stop: false}', true",
    "'{type: median_stopping, min_time_slice: 5}', true",
    "asha, false",
    "median_stopping, false",
    "fifo, false"
  })
  void commandsAreWarnedOfPauses(String scheduler, boolean pauses) {
    String yaml =
        "s: {run: command, command: [echo], num_samples: 2, metric: x, mode: min, config: {y:"
            + " {uniform: [0, 1]}}, scheduler: "
            + scheduler
            + "}";
    assertThat(SweepFile.parse(yaml, "f", TrainableRegistry.load()).getFirst().warnings())
        .filteredOn(warning -> warning.contains("TUNE_CHECKPOINT_OUT begins anew then"))
        .hasSize(pauses ? 1 : 0);
  }

  @Test
  void oneThatDoesNotMeetTheIntervalIsWarnedOf() {
    assertThat(parse("checkpoint_freq: 3").warnings())
        .anySatisfy(warning -> assertThat(warning).contains("every 5 iterations", "use 5"));
  }
}
