package org.tune4j.tuner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts {@link SweepProcess}es and watches what their trials were told.
 *
 * @param folder where their output goes
 * @param message how to repeat the test, for failures
 */
record SweepProcesses(Path folder, String message) {

  Process start(Path results, String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            SweepProcess.class.getName(),
            results.toString(),
            what)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("child.log").toFile()))
        .start();
  }

  void waitForLines(Path file, int count, Process child) throws Exception {
    while (lines(file) < count) {
      if (!child.isAlive()) {
        if (child.exitValue() == 0) {
          return; // the sweep was over before its killer came
        }
        throw new AssertionError(
            message + ": the child died:\n" + Files.readString(folder.resolve("child.log")));
      }
      Thread.sleep(2);
    }
  }

  static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }
}
