package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Result;
import org.tune4j.trial.SweepEvent.Outcome;

/** Real processes, through a pool as members have it. */
final class CommandTrainableTest {
  @TempDir Path folder;
  private SessionPool pool;

  @BeforeEach
  void open() {
    pool = Pools.open(TrainableRegistry.load(), folder.resolve("pool"));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void eachLineOfJsonIsAResultAndTheRestIsOutput() throws Exception {
    Recorder recorder =
        run(
            """
            echo 'epoch 1'
            echo '{"loss": 0.5, "info": {"steps": 3}, "bad": NaN, "name": "x"}'
            echo '{not json}'
            printf '  {"loss": 0.25}\\r\\n'
            echo oops >&2
            printf '{"loss": 0.125}'
            """);
    assertThat(recorder.log).containsExactly("result 1", "result 2", "result 3", "ended FINISHED");
    assertThat(recorder.results.getFirst().metrics())
        .containsEntry("loss", 0.5)
        .containsEntry("info/steps", 3.0)
        .doesNotContainKey("bad");
    assertThat(recorder.results.getFirst().extra()).contains("\"name\":\"x\"");
    assertThat(recorder.results.getLast().metrics()).containsEntry("loss", 0.125);
    assertThat(recorder.output("stdout")).isEqualTo("epoch 1\n{not json}\n");
    assertThat(recorder.output("stderr")).isEqualTo("oops\n");
  }

  @Test
  void argumentsAndVariablesSayWhichTrialItIs() throws Exception {
    Assignment trial =
        Trials.of("command", Map.of("lr", 1e-5, "model", Map.of("hidden", List.of(8, 4)), "b", 2));
    Recorder recorder =
        run(
            Trials.numbered(trial, "s_00042", 3),
            Trials.commandOf(
                "sh",
                "-c",
                """
                for a in "$@"; do echo "=$a"; done
                echo $TUNE_CONFIG_LR $TUNE_CONFIG_MODEL_HIDDEN $TUNE_TRIAL_ID $TUNE_TRIAL_NUMBER
                echo $TUNE_TRIAL_SEED $TUNE_TRIAL_ATTEMPT ${TUNE_CHECKPOINT_IN-unset}
                echo "$OMP_NUM_THREADS,$CUDA_VISIBLE_DEVICES,"
                sed s/^/=/ "$TUNE_CONFIG_FILE"
                [ "$PWD" = "$(cd "$TUNE_TRIAL_FOLDER" && pwd)" ] && echo "was moved"
                """,
                "sh",
                "--lr={{ config.lr }}",
                "{{config.model}}",
                "{{ config.model.hidden }} $(id) ; '",
                "{{ trial.id }}-{{ trial.number }}-{{ trial.seed }}-{{ trial.attempt }}"));
    assertThat(recorder.output("stdout"))
        .isEqualTo(
            """
            =--lr=1.0e-5
            ={"hidden":[8,4]}
            =[8,4] $(id) ; '
            =s_00042-42-7-3
            1.0e-5 [8,4] s_00042 42
            7 3 unset
            1,,
            ={"b":2,"lr":1.0E-5,"model":{"hidden":[8,4]}}
            """);
  }

  @Test
  void anUnknownNameFailsTheTrialWithTheNearest() throws Exception {
    Recorder recorder =
        run(Trials.of("command", Map.of("lr", 1)), Trials.commandOf("echo", "{{ config.lrr }}"));
    assertThat(recorder.outcome).isEqualTo(Outcome.FAILED);
    assertThat(recorder.message)
        .isEqualTo(
            """
            command: {{ config.lrr }}: there is no such value
              Maybe use {{ config.lr }}.\
            """);
  }

  @Test
  void anExitCodeComesWithTheEndOfTheErrors() throws Exception {
    Recorder recorder =
        run("echo '{\"loss\": 1}'; echo first >&2; echo 'ValueError: x' >&2; exit 3");
    assertThat(recorder.log).containsExactly("result 1", "ended FAILED");
    assertThat(recorder.message)
        .isEqualTo("the command ended with exit code 3: ValueError: x\nfirst\nValueError: x");
  }

  @Test
  void aSignalIsCalledByItsName() throws Exception {
    Recorder recorder = run("kill -s SEGV $$");
    assertThat(recorder.message).isEqualTo("the command was killed by signal 11 (SIGSEGV)");
  }

  @Test
  void aProgramThatIsNotThereIsSaidToBeSo() throws Exception {
    Recorder recorder = run(Trials.of("command", Map.of()), Trials.commandOf("no-such-prog"));
    assertThat(recorder.outcome).isEqualTo(Outcome.FAILED);
    assertThat(recorder.message)
        .contains("exit code 127", "Maybe there is no such program: no-such-prog.");
  }

  @Test
  void anArgumentThatNoSystemTakesFailsTheTrialOnly() throws Exception {
    Recorder recorder =
        run(Trials.of("command", Map.of()), Trials.commandOf("echo", "x".repeat(1 << 20)));
    assertThat(recorder.message).startsWith("process: could not be started: ");
  }

  @Test
  void aCommandThatIsToldToStopCanDoSoInPeace() throws Exception {
    Path said = folder.resolve("said");
    Recorder recorder =
        runUntil(
            Decision.STOP,
            spec("trap 'echo bye > " + said + "; exit 0' TERM\n" + forEver("sleep 0.01")));
    assertThat(recorder.log).containsExactly("result 1", "result 2", "ended FINISHED");
    assertThat(Files.readString(said)).isEqualTo("bye\n");
    assertThat(recorder.stillHolds).isFalse();
  }

  @Test
  void aCommandThatIgnoresTheSignalIsKilled() throws Exception {
    Path pid = folder.resolve("pid");
    Recorder recorder =
        runUntil(
            Decision.STOP,
            withGrace(0.2, spec("trap '' TERM; echo $$ > " + pid + "\n" + forEver("sleep 0.01"))));
    assertThat(recorder.outcome).isEqualTo(Outcome.FINISHED);
    assertThat(Processes.isAlive(Long.parseLong(Processes.textIn(pid)))).isFalse();
  }

  @Test
  void grandchildrenGoWithTheCommand() throws Exception {
    Path pids = folder.resolve("pids");
    String script =
        """
        (trap '' TERM; sleep 1000) & echo $! >> %1$s
        (setsid sh -c 'echo $$ >> %1$s; exec sleep 1000') &
        while [ "$(wc -l < %1$s)" -lt 2 ]; do sleep 0.01; done
        """
            .formatted(pids);
    Recorder ended = run(script + "exit 0");
    assertThat(ended.outcome).isEqualTo(Outcome.FINISHED);
    for (String pid : Files.readAllLines(pids)) {
      Processes.awaitDeath(Long.parseLong(pid));
    }
    Files.delete(pids);
    Recorder killed =
        runUntil(
            Decision.STOP, withGrace(0.1, spec("trap '' TERM\n" + script + forEver("sleep 0.01"))));
    assertThat(killed.outcome).isEqualTo(Outcome.FINISHED);
    for (String pid : Files.readAllLines(pids)) {
      Processes.awaitDeath(Long.parseLong(pid));
    }
  }

  @Test
  void aHelperThatLeftTheGroupAndHoldsTheOutputIsGoneAtTheEnd() throws Exception {
    Path pid = folder.resolve("pid");
    String script =
        "setsid sh -c 'echo $$ > %1$s.new; mv %1$s.new %1$s; exec sleep 1000' &\n".formatted(pid)
            + "while [ ! -e %s ]; do sleep 0.01; done\n".formatted(pid);
    int openFiles = 0;
    for (int i = 0; i < 4; i++) {
      checkGone(pid, run(script + "echo '{\"loss\": 1}'"));
      checkGone(pid, runUntil(Decision.STOP, spec(script + forEver("sleep 0.01"))));
      openFiles = i == 0 ? Processes.openFiles() : openFiles; // some are opened only once
    }
    assertThat(Processes.openFiles()).isLessThanOrEqualTo(openFiles + 2);
  }

  private static void checkGone(Path pid, Recorder recorder) throws Exception {
    assertThat(recorder.outcome).isEqualTo(Outcome.FINISHED);
    assertThat(Processes.isAlive(Long.parseLong(Processes.textIn(pid)))).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("stdout-s_00000", "stderr-s_00000");
    Files.delete(pid);
  }

  @Test
  void anAbortStopsTheCommandAtOnceWhateverItDoes() throws Exception {
    Path pid = folder.resolve("pid");
    Recorder recorder = new Recorder(folder);
    pool.start(
        Trials.in(spec("echo $$ > " + pid + "; exec sleep 1000"), Trials.of("command", Map.of())),
        null,
        recorder);
    Processes.textIn(pid);
    pool.abort("s_00000", 1, "the driver is gone");
    assertThat(recorder.await().outcome).isEqualTo(Outcome.LOST);
    assertThat(recorder.message).isEqualTo("the driver is gone");
    assertThat(Processes.isAlive(Long.parseLong(Processes.textIn(pid)))).isFalse();
  }

  @Test
  void anAttemptHasATimeLimit() throws Exception {
    ProcessSpec spec = spec("exec sleep 1000");
    Recorder recorder =
        run(
            Trials.of("command", Map.of()),
            new ProcessSpec(spec.command(), Map.of(), 1, 1000, 0, 0.1, null, null));
    assertThat(recorder.outcome).isEqualTo(Outcome.FAILED);
    assertThat(recorder.message)
        .isEqualTo("the attempt took longer than 0.1 s (process.time_limit_s)");
  }

  @Test
  void aFloodIsKeptAtBothEndsOnly() throws Exception {
    Recorder recorder = run("head -c 100000000 /dev/zero | tr '\\0' x; echo; echo last");
    assertThat(recorder.outcome).isEqualTo(Outcome.FINISHED);
    String kept = recorder.output("stdout");
    assertThat(kept).startsWith("xxxx").endsWith("x\nlast\n");
    assertThat(kept).containsPattern("\\[tune4j: 98,951,430 bytes were left out here\\]");
    assertThat(kept.length()).isBetween(1 << 20, (1 << 20) + 100);
  }

  @Test
  void aFloodOfResultsWaitsInThePipe() throws Exception {
    Recorder recorder =
        runUntil(Decision.STOP, spec("while :; do echo '{\"loss\": 1}'; echo more; done"));
    assertThat(recorder.log).containsExactly("result 1", "result 2", "ended FINISHED");
    assertThat(recorder.output("stdout")).startsWith("more\n");
  }

  @Test
  void whatIsNoTextIsKeptAsFarAsItIsOne() throws Exception {
    Recorder recorder =
        run(
            """
            printf 'a\\377\\376\\000b\\303'; sleep 0.1; printf '\\244\\n'
            printf '{"loss":'; head -c 5000000 /dev/zero | tr '\\0' ' '; echo '1}'
            echo '{"loss": 2}'
            """);
    assertThat(recorder.log).containsExactly("result 1", "ended FINISHED");
    assertThat(recorder.output("stdout")).startsWith("a\ufffd\ufffd\0bä\n{\"loss\":   ");
  }

  @Test
  void aCommandThatClosesItsOutputIsAwaited() throws Exception {
    Path late = folder.resolve("late");
    Recorder recorder =
        run("echo '{\"loss\": 1}'; exec >/dev/null; sleep 0.3; echo late > " + late + "; exit 4");
    assertThat(recorder.message).isEqualTo("the command ended with exit code 4");
    assertThat(late).exists();
  }

  @Test
  void resultsMayGoToAFile() throws Exception {
    ProcessSpec spec =
        spec(
            """
            echo '{"loss": "printed"}'
            echo '{"loss": 1}' >> "$TUNE_RESULTS_FILE"; sleep 0.1
            printf '{"loss":' >> "$TUNE_RESULTS_FILE"; sleep 0.1
            printf ' 2}\\n{"loss": 3}' >> "$TUNE_RESULTS_FILE"
            """);
    Recorder recorder =
        run(
            Trials.of("command", Map.of()),
            new ProcessSpec(spec.command(), Map.of(), 1, 1000, 0, 0, "logs/r.jsonl", null));
    assertThat(recorder.log).containsExactly("result 1", "result 2", "result 3", "ended FINISHED");
    assertThat(recorder.results)
        .extracting(r -> r.metrics().get("loss"))
        .containsExactly(1.0, 2.0, 3.0);
    assertThat(recorder.output("stdout")).isEqualTo("{\"loss\": \"printed\"}\n");
  }

  @Test
  void aCheckpointThatAResultNamesIsTakenAndGivenToTheNextAttempt() throws Exception {
    String script =
        """
        n=0
        if [ -n "$TUNE_CHECKPOINT_IN" ]; then n=$(cat "$TUNE_CHECKPOINT_IN/state/n"); fi
        while [ $n -lt 4 ]; do
          n=$((n + 1))
          if [ $((n %% 2)) = 0 ]; then
            mkdir -p "$TUNE_CHECKPOINT_OUT/c$n/state"
            echo $n > "$TUNE_CHECKPOINT_OUT/c$n/state/n"
            echo "{\\"n\\": $n, \\"checkpoint\\": \\"c$n\\"}"
          else
            echo "{\\"n\\": $n}"
          fi
        done
        """
            .formatted();
    Recorder first =
        new Recorder(folder, r -> r.trainingIteration() == 3 ? Decision.PAUSE : Decision.CONTINUE);
    Assignment trial = Trials.in(spec(script), Trials.of("command", Map.of()));
    pool.start(trial, null, first);
    assertThat(first.await().log)
        .containsExactly("result 1", "result 2", "saved 2", "result 3", "ended PAUSED");
    Recorder second = new Recorder(folder.resolve("second"));
    pool.start(Trials.numbered(trial, "s_00000", 2), first.checkpoint(2), second);
    assertThat(second.await().log)
        .containsExactly("result 3", "result 4", "saved 4", "ended FINISHED");
    assertThat(second.results).extracting(r -> r.metrics().get("n")).containsExactly(3.0, 4.0);
  }

  @Test
  void aCheckpointThatIsALinkStaysWithItsOwner() throws Exception {
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("weights"), "w");
    Recorder recorder =
        run(
            """
            ln -s %s "$TUNE_CHECKPOINT_OUT/best"
            echo '{"loss": 1, "checkpoint": "best"}'
            echo '{"loss": 2, "checkpoint": "best"}'
            """
                .formatted(mine));
    assertThat(recorder.log)
        .containsExactly("result 1", "saved 1", "result 2", "saved 2", "ended FINISHED");
    for (int n : recorder.saved) {
      assertThat(Progress.trainableFolder(recorder.checkpoint(n)).resolve("weights"))
          .hasContent("w");
    }
    assertThat(mine.resolve("weights")).hasContent("w");
  }

  @Test
  void aCheckpointMustBeThere() throws Exception {
    for (String name : List.of("none", "../config.json", "/etc/passwd", "")) {
      Recorder recorder = run("echo '{\"loss\": 1, \"checkpoint\": \"" + name + "\"}'; sleep 1000");
      assertThat(recorder.message).startsWith("checkpoint: ").contains(name);
    }
  }

  @Test
  void aCommandThatSaysItIsDoneIsLetEndByItself() throws Exception {
    Path late = folder.resolve("late");
    Recorder recorder = run("echo '{\"loss\": 1, \"done\": true}'; sleep 0.2; echo x > " + late);
    assertThat(recorder.log).containsExactly("result 1", "ended FINISHED");
    assertThat(late).exists();
  }

  @Test
  void aFolderThatIsNotThereIsSaidToBeSo() throws Exception {
    Recorder recorder =
        run(
            Trials.of("command", Map.of()),
            new ProcessSpec(List.of("pwd"), Map.of(), 1, 1000, 0, 0, null, "/no/such"));
    assertThat(recorder.message)
        .isEqualTo("process: folder: there is no folder /no/such on this member");
  }

  @Test
  void variablesOfTheSweepWin() throws Exception {
    ProcessSpec spec = spec("echo $OMP_NUM_THREADS $MINE");
    Recorder recorder =
        run(
            Trials.of("command", Map.of()),
            new ProcessSpec(
                spec.command(),
                Map.of("MINE", "x y", "OMP_NUM_THREADS", "3"),
                1,
                1000,
                0,
                0,
                null,
                null));
    assertThat(recorder.output("stdout")).isEqualTo("3 x y\n");
  }

  @Test
  void theDevicesAreThoseOfThePlacement() throws Exception {
    Recorder recorder =
        run(
            gpu(Trials.of("command", Map.of())),
            spec("echo $CUDA_VISIBLE_DEVICES $OMP_NUM_THREADS =$TUNE_PLACEMENT"));
    assertThat(recorder.output("stdout"))
        .startsWith("3,5 2 ={\"slots\":[{\"member\":\"here\",\"resources\":{\"cpu\":2.5,")
        .endsWith("\"gpus\":[\"3\",\"5\"]}]}\n");
  }

  private static String forEver(String between) {
    return "while :; do echo '{\"loss\": 1}'; " + between + "; done";
  }

  private static ProcessSpec spec(String script) {
    return Trials.commandOf("/bin/sh", "-c", script);
  }

  private static ProcessSpec withGrace(double seconds, ProcessSpec spec) {
    return new ProcessSpec(
        spec.command(), spec.env(), seconds, spec.outputBytes(), 0, 0, null, null);
  }

  private static Assignment gpu(Assignment a) {
    return Trials.holding(
        a, new Placement(List.of(new Slot("here", new Resources(2.5, 2), List.of("3", "5")))));
  }

  private Recorder run(String script) throws InterruptedException {
    return run(Trials.of("command", Map.of()), spec(script));
  }

  private Recorder run(Assignment trial, ProcessSpec spec) throws InterruptedException {
    return run(trial, spec, r -> Decision.CONTINUE);
  }

  private Recorder runUntil(Decision end, ProcessSpec spec)
      throws InterruptedException, IOException {
    return run(
        Trials.of("command", Map.of()),
        spec,
        r -> r.trainingIteration() >= 2 ? end : Decision.CONTINUE);
  }

  private Recorder run(Assignment trial, ProcessSpec spec, Function<Result, Decision> decide)
      throws InterruptedException {
    Recorder recorder = new Recorder(folder, decide);
    pool.start(Trials.in(spec, trial), null, recorder);
    return recorder.await();
  }
}
