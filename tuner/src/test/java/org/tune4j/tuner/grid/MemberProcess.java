package org.tune4j.tuner.grid;

import com.hazelcast.core.HazelcastInstance;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A member in a process of its own, which can be killed and frozen. */
final class MemberProcess implements AutoCloseable {
  private static final String READY = "listens at ";

  private final Process process;
  private final String place;

  private MemberProcess(Process process, String place) {
    this.process = process;
    this.place = place;
  }

  /**
   * Starts one and waits until it has joined.
   *
   * @param join where others are; empty to be the first
   */
  static MemberProcess start(String secret, String join, Duration frozenAfter) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MemberProcess.class.getName(),
                secret,
                join,
                frozenAfter.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new MemberProcess(process, line.substring(READY.length()));
      }
    }
    throw new IOException("the member ended before it joined");
  }

  public static void main(String[] args) throws IOException {
    GridSettings settings =
        new GridSettings(
            GridSettings.CLUSTER,
            GridSettings.LOOPBACK,
            0,
            args[1].isEmpty() ? List.of() : List.of(args[1]),
            Secret.of(args[0], "argument"),
            Duration.parse(args[2]));
    HazelcastInstance member = GuardedMember.start(GridConfig.of(settings, Map.of()));
    System.out.println(
        READY + "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort());
    while (System.in.read() >= 0) {
      // until the parent is gone
    }
    System.exit(0);
  }

  String place() {
    return place;
  }

  /** No farewell. */
  void kill() {
    process.destroyForcibly();
  }

  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
