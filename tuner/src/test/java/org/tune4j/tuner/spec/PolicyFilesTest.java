package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;
import org.tune4j.tuner.schedule.SchedulerKind;
import org.tune4j.yaml.InvalidInputException;

class PolicyFilesTest {
  private static final String SWEEP =
      """
      s:
        run: command
        command: [trainer]
        config: {lr: 0.1}
        stop: {training_iteration: 20}
        scheduler: {type: PopulationBasedTrainingReplay, policy_file: policy.txt}
      """;

  private static final String POLICY =
      """
      ["3", "1", 5, 4, {"lr": 0.1}, {"lr": 0.12}]

      ["2", "3", 9, 8, {"lr": 0.12}, {"lr": 1e-4}]
      """;

  @TempDir Path folder;
  private String sweep = SWEEP;

  private Sweep read() throws IOException {
    Path file = folder.resolve("sweep.yaml");
    Files.writeString(file, sweep);
    return SweepFile.read(file, TrainableRegistry.load()).getFirst();
  }

  @Test
  void aPolicyIsRecordedWithItsSweep() throws IOException {
    Files.writeString(folder.resolve("policy.txt"), POLICY);
    Sweep sweep = read();
    Sweep again = SweepFile.parse(sweep.yaml(), "recorded", TrainableRegistry.load()).getFirst();
    SchedulerKind.Setup setup =
        again.scheduling().setup(again.objectives(), again.space(), again.search());
    assertThat(again.scheduling().kind().factory().make(setup).plan())
        .containsExactly(
            "pbt_replay: from training_iteration 4 on: lr 0.12",
            "pbt_replay: from training_iteration 8 on: lr 1.0e-4");
  }

  @Test
  void aFileThatIsNotThereIsRefusedAtItsPlace() {
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "sweep s: scheduler.policy_file: policy.txt: there is no such file\n  at ")
        .hasMessageContaining("sweep.yaml:6:");
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    Files.writeString(folder.resolve("policy.txt"), "\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sweep s: scheduler.policy_file: policy.txt: has no rows\n  at ");
  }

  @Test
  void whatIsNoPathIsRefused() {
    sweep = SWEEP.replace("policy.txt", "\"a\\0b\"");
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("scheduler.policy_file: must be the path of a file\n  at ");
  }

  @Test
  void aWrappedSchedulerMayNameOneToo() throws IOException {
    sweep =
        SWEEP
            .replace("scheduler: {", "scheduler: {type: patience, patience: 2, scheduler: {")
            .replace("policy.txt}", "policy.txt}}\n  metric: loss\n  mode: min");
    Files.writeString(folder.resolve("policy.txt"), POLICY);
    assertThat(read().scheduling().settings().getList("scheduler.policy")).hasSize(2);
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("policy.txt"), "{]");
    assertThatThrownBy(this::read).hasMessageContaining("scheduler.policy_file: policy.txt: ");
  }
}
