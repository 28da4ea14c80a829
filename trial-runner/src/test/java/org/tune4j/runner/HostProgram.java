package org.tune4j.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A member in small: a JVM that hosts trials in processes until it is killed. */
final class HostProgram {
  private HostProgram() {}

  /** Takes a folder; in it each process writes its id into a file of its own. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    SessionPool pool = Pools.open(TrainableRegistry.load(), folder.resolve("pool"));
    start(pool, folder, "s_00000", script(folder));
    Assignment forked =
        Trials.of(
            ForkedTrainableTest.Rough.class.getName(),
            Map.of("what", "hang", "ignores", true, "pid", folder.resolve("fork").toString()));
    pool.start(
        Trials.in(ProcessSpec.DEFAULT, Trials.numbered(forked, "s_00001", 1)),
        null,
        new Recorder(folder));
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void start(SessionPool pool, Path folder, String trial, List<String> command) {
    Assignment assignment = Trials.numbered(Trials.of("command", Map.of()), trial, 1);
    pool.start(
        Trials.in(ProcessSpec.DEFAULT.withCommand(command), assignment),
        null,
        new Recorder(folder));
  }

  /** A command that listens to nothing, with a child in its group and one that left it. */
  private static List<String> script(Path folder) {
    String text =
        """
        trap '' TERM HUP INT
        cd "$1"
        (echo $(exec sh -c 'echo $PPID') > child.new; mv child.new child; while :; do sleep 1; done) &
        setsid sh -c 'echo $$ > stray.new; mv stray.new stray; exec sleep 1000' &
        echo $$ > command.new; mv command.new command
        while :; do sleep 1; done
        """;
    return List.of("/bin/sh", "-c", text, "sh", folder.toString());
  }
}
