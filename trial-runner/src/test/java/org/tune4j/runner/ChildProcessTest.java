package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChildProcessTest {
  private static final String PATH = System.getenv("PATH");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 126, 255})
  void anExitCodePasses(int code) throws Exception {
    ChildProcess child = start("exit " + code);
    assertThat(child.waitFor()).isEqualTo(code);
    assertThat(ChildProcess.describe(code)).isEqualTo("ended with exit code " + code);
  }

  @Test
  void itGetsItsArgumentsItsFolderAndNoInput() throws Exception {
    ChildProcess child =
        ChildProcess.start(
            List.of("/bin/sh", "-c", "printf '%s|' \"$@\"; pwd; cat", "sh", "", "a b", "$x", "ä\n"),
            Map.of("PATH", PATH),
            folder.toRealPath());
    String said = new String(child.stdout().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualTo("|a b|$x|ä\n|" + folder.toRealPath() + "\n");
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void itCanBeAskedToEndMoreThanOnce() throws Exception {
    Path ready = folder.resolve("ready");
    ChildProcess child =
        start(
            "n=0; trap 'n=$((n + 1)); [ $n -lt 2 ] || exit 5' TERM; echo 1 > "
                + ready
                + "; while :; do sleep 0.01; done");
    Processes.textIn(ready);
    child.terminate();
    assertThat(child.waitFor(0.3)).isFalse();
    child.terminate();
    assertThat(child.waitFor()).isEqualTo(5);
  }

  @Test
  void withoutSetsidItIsKilledWithItsChildrenToo() throws Exception {
    Path pids = folder.resolve("pids");
    for (String last : List.of("exit 0", "while :; do sleep 0.01; done")) {
      Files.deleteIfExists(pids);
      ChildProcess child = start(null, "sleep 1000 & echo $! > " + pids + "; " + last);
      long grandchild = Long.parseLong(Processes.textIn(pids));
      if (!last.startsWith("exit")) {
        child.kill();
      }
      assertThat(child.waitFor()).isEqualTo(last.startsWith("exit") ? 0 : 137);
      Processes.awaitDeath(grandchild);
    }
  }

  @Test
  void killingWhatIsOverDoesNothing() throws Exception {
    ChildProcess child = start("exit 2");
    child.waitFor();
    child.terminate();
    child.kill();
    child.kill();
    assertThat(child.waitFor()).isEqualTo(2);
    assertThat(child.isAlive()).isFalse();
  }

  private ChildProcess start(String script) throws Exception {
    return start("/usr/bin/setsid", script);
  }

  private ChildProcess start(@Nullable String setsid, String script) throws Exception {
    return ChildProcess.start(
        setsid, List.of("/bin/sh", "-c", script), Map.of("PATH", PATH), folder);
  }
}
