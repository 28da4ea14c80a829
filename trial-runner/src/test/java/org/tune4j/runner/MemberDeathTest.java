package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever runs on a member dies with it, however it dies. */
final class MemberDeathTest {
  @TempDir Path folder;

  @Test
  void nothingOutlivesAMemberThatIsKilled() throws Exception {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HostProgram.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      List<Long> pids = new ArrayList<>();
      for (String name : List.of("command", "child", "stray", "fork")) {
        pids.add(Long.parseLong(Processes.textIn(folder.resolve(name))));
      }
      assertThat(pids).allMatch(Processes::isAlive);
      host.descendants().map(ProcessHandle::pid).forEach(pids::add);
      host.toHandle().destroyForcibly();
      for (long pid : pids) {
        Processes.awaitDeath(pid);
      }
    } finally {
      host.destroyForcibly();
    }
  }
}
