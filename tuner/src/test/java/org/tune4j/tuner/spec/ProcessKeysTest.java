package org.tune4j.tuner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.runner.ProcessSpec;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.tuner.Sweep;

final class ProcessKeysTest {
  private static final TrainableRegistry TRAINABLES = TrainableRegistry.load();

  @Test
  void everyKeyArrives() {
    Sweep sweep =
        parse(
            """
            s:
              run: command
              command: [python3, train.py, --epochs, 5, --lr, "{{ config.lr }}", 1e-3, true]
              process:
                env: {A: b, N: 3}
                stop_grace_s: 2.5
                output_mb: 0.5
                heap_mb: 100
                time_limit_s: 60
                results_file: r.jsonl
                folder: /tmp
              config: {lr: {uniform: [0, 1]}}
            """);
    assertThat(sweep.isolation().spec())
        .isEqualTo(
            new ProcessSpec(
                List.of(
                    "python3",
                    "train.py",
                    "--epochs",
                    "5",
                    "--lr",
                    "{{ config.lr }}",
                    "0.001",
                    "true"),
                Map.of("A", "b", "N", "3"),
                2.5,
                1 << 19,
                100,
                60,
                "r.jsonl",
                "/tmp"));
    assertThat(sweep.warnings()).isEmpty();
  }

  @Test
  void theDefaultsAreThose() {
    Sweep sweep = parse("s: {run: synthetic, isolation: process}");
    assertThat(sweep.isolation()).isEqualTo(new Sweep.Isolation(true, ProcessSpec.DEFAULT));
    assertThat(parse("s: {run: synthetic}").isolation().process()).isFalse();
    assertThat(parse("s: {run: synthetic, process: {heap_mb: 5}}").warnings())
        .anyMatch(warning -> warning.contains("add isolation: process"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run: command | run: command: there must be a command to run",
        "run: synthetic, command: [ls] | command: nothing runs it",
        "run: command, command: [ls], isolation: thread | isolation: a command is always a process",
        "run: synthetic, isolation: proces | isolation: must be",
        "run: command, command: ls | command: must be a list",
        "run: command, command: [[ls]] | command",
        "run: command, command: [ls, '{{ config.lrr }}'], config: {lr: 1} | use {{ config.lr }}",
        "run: command, command: [ls, '{{ trail.id }}'] | use {{ trial.id }}",
        "run: synthetic, isolation: process, process: {heap: 5} | there is no key heap",
        "run: synthetic, isolation: process, process: {env: {a: [1]}} | process.env: must be",
        "run: synthetic, isolation: process, process: {heap_mb: -5} | process.heap_mb",
        "run: command, command: [ls], process: {results_file: ../x} | process.results_file: must",
      })
  void whatCannotBeIsSaid(String sweep, String problem) {
    assertThatThrownBy(() -> parse("s: {" + sweep + "}")).hasMessageContaining(problem.strip());
  }

  @Test
  void anyKeyThatSomeTrialHasMayBeNamed() {
    Sweep sweep =
        parse(
            """
            s:
              run: command
              command: [ls, "{{ config.model }}", "{{ config.model.depth }}", "{{ config.opt.b }}"]
              config:
                model: {depth: {choice: [1, 2]}}
                opt: {grid_search: [{a: 1}, {b: 2}]}
            """);
    assertThat(sweep.isolation().spec().command()).hasSize(4);
  }

  @Test
  void aSweepOfJavaReadsItselfAgain() {
    Sweep sweep =
        Sweep.named("s")
            .command("python3", "train.py", "--lr={{ config.lr }}", "{x: 'y'}", "- 1", "1e-3", "")
            .config("lr", 0.5)
            .set("process", Map.of("env", Map.of("A", "true"), "stop_grace_s", 1))
            .build(TRAINABLES);
    assertThat(sweep.isolation().spec().command())
        .containsExactly(
            "python3", "train.py", "--lr={{ config.lr }}", "{x: 'y'}", "- 1", "1e-3", "");
    assertThat(sweep.isolation().spec().env()).containsEntry("A", "true");
    assertThat(parse(sweep.yaml()).isolation()).isEqualTo(sweep.isolation());
  }

  @Test
  void theExamplesAreSweeps() {
    for (String file : List.of("command.yaml", "shell.yaml")) {
      assertThat(SweepFile.read(Path.of("..", "examples", file), TRAINABLES)).hasSize(1);
    }
  }

  private static Sweep parse(String text) {
    return SweepFile.parse(text, "sweep.yaml", TRAINABLES).getFirst();
  }
}
