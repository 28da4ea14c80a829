package org.tune4j.runner;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a trainable in a Java process of its own, which has the Java and the class path of the
 * member: what it breaks, leaks or exits is its own. Each call is made there by a {@link
 * ForkedProgram}, and ends here as it ended there.
 */
final class ForkedTrainable implements ProcessTrainable {
  private final Assignment trial;
  private final ProcessSpec spec;
  private final OutputSink sink;
  private volatile @Nullable TrialProcess process;
  private @Nullable ForkLink link;
  private boolean ready;

  ForkedTrainable(Assignment trial, ProcessSpec spec, OutputSink sink) {
    this.trial = trial;
    this.spec = spec;
    this.sink = sink;
  }

  @Override
  public void setup(TrialContext context) throws Exception {
    TrialFolder folder = TrialFolder.create(context.folder(), trial, spec);
    ForkLink opened = ForkLink.open();
    link = opened;
    Map<String, String> environment = TrialEnvironment.of(trial, spec, folder, null);
    environment.put(ForkedProgram.ADDRESS, opened.address());
    TrialProcess started =
        TrialProcess.start(
            trial, command(), environment, folder, sink, OutputCapture::target, () -> {});
    process = started;
    opened.listen("fork-" + trial.trialId(), started.child()::isAlive);
    if (!opened.awaitProgram()) {
      throw new ProcessFailedException(gone());
    }
    ready = true;
    call(setupCall(context));
  }

  @Override
  public void restore(Path folder) throws Exception {
    call(callWith("restore", folder));
  }

  @Override
  @SuppressWarnings("unchecked") // what was read from JSON has texts for keys
  public Map<String, ? extends @Nullable Object> step() throws Exception {
    Map<String, @Nullable Object> answer = call(callOf("step"));
    if (answer.containsKey("over")) {
      return FunctionTrainable.OVER;
    }
    if (answer.get("step") instanceof Map<?, ?> values) {
      return (Map<String, @Nullable Object>) values;
    }
    throw new ProcessFailedException("step: must return a map (null)");
  }

  @Override
  public void save(Path folder) throws Exception {
    call(callWith("save", folder));
  }

  @Override
  public void close() throws Exception {
    TrialProcess running = process;
    ForkLink line = link;
    try (line) {
      if (running == null) {
        return;
      }
      Map<String, @Nullable Object> answer = null;
      if (line != null && ready) {
        line.send(callOf("close"));
        answer = line.answer(spec.stopGraceS());
      }
      if (answer == null) {
        running.child().kill();
      }
      running.stop(true);
      throwIfFailed(answer);
    }
  }

  @Override
  public void kill() {
    TrialProcess running = process;
    if (running != null) {
      running.child().kill();
    }
  }

  @Override
  public void flushOutput() {
    TrialProcess running = process;
    if (running != null) {
      running.flushOutput();
    }
  }

  private Map<String, @Nullable Object> call(Map<String, @Nullable Object> call) throws Exception {
    ForkLink line = Objects.requireNonNull(link, "setup comes first");
    line.send(call);
    Map<String, @Nullable Object> answer;
    try {
      answer = line.answer();
    } catch (InterruptedException e) {
      line.interrupt();
      throw e;
    }
    if (answer == null) {
      throw new ProcessFailedException(gone());
    }
    throwIfFailed(answer);
    return answer;
  }

  private static void throwIfFailed(@Nullable Map<String, @Nullable Object> answer)
      throws ProcessFailedException {
    if (answer != null && answer.get("failed") instanceof String text) {
      throw new ProcessFailedException(text);
    }
  }

  /** Why the program is gone; nobody told it to go. */
  private String gone() throws InterruptedException {
    TrialProcess ended = Objects.requireNonNull(process);
    if (!ended.child().waitFor(spec.stopGraceS())) {
      ended.child().kill();
    }
    int code = ended.child().waitFor();
    return ended.failure("the trial's Java process", code);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(ForkedTrainable::isForAll)
        .forEach(command::add);
    if (spec.heapMb() > 0) {
      command.add("-Xmx" + spec.heapMb() + "m");
    }
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classPath, ForkedProgram.class.getName()));
    return command;
  }

  /** Options about what code sees; not those about memory, nor ports that only one can have. */
  private static boolean isForAll(String option) {
    return Stream.of("-D", "--add-", "--enable-", "-XX:SharedArchiveFile=")
            .anyMatch(option::startsWith)
        && !option.contains("jmxremote");
  }

  private Map<String, @Nullable Object> setupCall(TrialContext context) {
    Map<String, @Nullable Object> call = callWith("setup", context.folder());
    call.put("trainable", trial.trainable());
    call.put("trial", context.trialId());
    call.put("attempt", context.attempt());
    call.put("config", context.config().toString());
    call.put("seed", context.seed());
    call.put("placement", StepJson.map(context.placement()));
    return call;
  }

  private static Map<String, @Nullable Object> callWith(String name, Path folder) {
    Map<String, @Nullable Object> call = callOf(name);
    call.put("folder", folder.toAbsolutePath().toString());
    return call;
  }

  private static Map<String, @Nullable Object> callOf(String name) {
    Map<String, @Nullable Object> call = new HashMap<>();
    call.put("call", name);
    return call;
  }
}
