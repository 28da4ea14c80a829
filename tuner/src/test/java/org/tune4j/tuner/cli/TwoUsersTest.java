package org.tune4j.tuner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two people and one server, each in a process of its own; a third looks on with the secret. */
@Tag("slow")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TwoUsersTest {
  private static final String SECRET = "the secret of two users";

  @TempDir private Path folder;

  private Path secret;
  private Path results;

  @BeforeEach
  void secret() throws Exception {
    secret = Files.writeString(folder.resolve("secret"), SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    results = folder.resolve("results");
  }

  @Test
  void sweepsOfTwoUsersRunSideBySideAndEndAlone() throws Exception {
    String at = "127.0.0.1:" + TuneProcess.freePort();
    String control = "127.0.0.1:" + TuneProcess.freePort();
    try (TuneProcess server =
        TuneProcess.start(
            ("server --bind %s --control-port %s --cpus 8 --gpus 1 --resource licence=1"
                    + " --results %s --secret-file %s")
                .formatted(at, control.split(":")[1], results, secret)
                .split(" "))) {
      server.awaitLine("from elsewhere");
      submit(control, "ann", sweep("ann", "max_concurrent_trials: 2"));
      submit(control, "bob", sweep("bob", "max_concurrent_trials: 3"));
      String licence =
          "max_concurrent_trials: 2, resources_per_trial: {cpu: 1, custom_resources: {licence: 1}}";
      submit(control, "ann", sweep("thirsty", licence));
      String gpu = "max_concurrent_trials: 2, resources_per_trial: {cpu: 1, gpu: 1}";
      submit(control, "bob", sweep("hungry", gpu));

      String status = awaitStatus(control, "hungry_00001 ");
      assertThat(status)
          .containsPattern("(?m)^ann +ann +running +2 of 6 trials: 2 RUNNING")
          .containsPattern("(?m)^bob +bob +running +3 of 6 trials: 3 RUNNING")
          .containsPattern("(?m)^thirsty +ann +running +2 of 6 trials: 1 PENDING, 1 RUNNING")
          .containsPattern("(?m)^thirsty_00001 +waits for .*licence")
          .containsPattern("(?m)^hungry_00001 +waits for .*GPU");

      assertThat(remote("stop", control, "--user", "ann", "bob").code()).isZero();
      assertThat(awaitStatus(control, "interrupted"))
          .containsPattern("(?m)^bob +bob +interrupted")
          .containsPattern("(?m)^ann +ann +running +2 of 6 trials: 2 RUNNING");
      long before = results("ann");
      assertThat(ask("select reason from sweep where name = 'bob'")).contains("stopped by ann");
      assertThat(ask("select status from sweep where name = 'ann'")).contains("RUNNING");
      while (results("ann") <= before) {
        Thread.sleep(100);
      }
      assertThat(remote("resume", control, "bob").out()).contains("bob: goes on at the server");
      awaitStatus(control, "3 of 6 trials: 3 RUNNING");
    }
  }

  @Test
  void whoHasAnotherSecretIsToldSo() throws Exception {
    String control = "127.0.0.1:" + TuneProcess.freePort();
    String at = "127.0.0.1:" + TuneProcess.freePort();
    try (TuneProcess server =
        TuneProcess.start(
            "server --bind %s --control-port %s --cpus 1 --results %s --secret-file %s"
                .formatted(at, control.split(":")[1], results, secret)
                .split(" "))) {
      server.awaitLine("from elsewhere");
      Files.writeString(secret, "another secret than that");
      Cli.Outcome status = remote("status", control);
      assertThat(status.code()).isEqualTo(ExitCode.USAGE);
      assertThat(status.out()).contains("secret").doesNotContain("Exception");
      try (TuneProcess worker =
          TuneProcess.start("worker", "--join", at, "--secret-file", secret.toString())) {
        Cli.Outcome refused = worker.outcome();
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.out()).contains("secret").doesNotContain("Exception");
      }
    }
  }

  private Path sweep(String name, String more) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        "%s: {run: synthetic, num_samples: 6, %s, config: {iterations: 100000, seconds_per_iteration: 0.1}}"
            .formatted(name, more));
  }

  private void submit(String control, String user, Path file) throws Exception {
    Cli.Outcome outcome = remote("submit", control, "--user", user, file.toString());
    assertThat(outcome.code()).as(outcome.all()).isZero();
  }

  /** A status from another process, once it has that text. */
  private String awaitStatus(String control, String part) throws Exception {
    while (true) {
      Cli.Outcome status = remote("status", control);
      assertThat(status.code()).as(status.all()).isZero();
      if (status.out().contains(part)) {
        return status.out();
      }
      Thread.sleep(200);
    }
  }

  /** A command of somebody who knows the address and the secret, and nothing of the folder. */
  private Cli.Outcome remote(String command, String control, String... more) throws Exception {
    String[] args = new String[5 + more.length];
    System.arraycopy(
        new String[] {command, "--server", control, "--secret-file", secret.toString()},
        0,
        args,
        0,
        5);
    System.arraycopy(more, 0, args, 5, more.length);
    try (TuneProcess process = TuneProcess.start(args)) {
      return process.outcome();
    }
  }

  private long results(String sweep) {
    return ask("select count(*) from " + sweep + "_results")
        .lines()
        .skip(1)
        .mapToLong(Long::parseLong)
        .sum();
  }

  private String ask(String sql) {
    Cli.Outcome outcome = Cli.run("sql", "--results", results.toString(), "--format", "csv", sql);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome.out();
  }
}
