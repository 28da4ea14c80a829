package org.tune4j.tuner.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.StoredSweep;
import org.tune4j.tuner.Tuner;
import org.tune4j.tuner.spec.SweepFile;

/**
 * A driver and four members, each a process, at best each on a host of its own; kills, freezes and
 * cuts them off at random while a sweep runs; and compares what came of it with a quiet run.
 *
 * <pre>Chaos [faults] [trials] [iterations] [seed]</pre>
 */
public final class Chaos implements AutoCloseable {
  private static final int MEMBERS = 4;
  private static final int DRIVER = MEMBERS;
  private static final int SLEEP_MS = 80;

  private enum Fault {
    KILL_MEMBER,
    KILL_DRIVER,
    FREEZE_MEMBER,
    FREEZE_DRIVER,
    CUT_MEMBER,
    CUT_DRIVER
  }

  private final Path folder;
  private final int trials;
  private final int iterations;
  private final long seed;
  private final RandomGenerator random;
  private final Network network;
  private final @Nullable Process[] processes = new Process[MEMBERS + 1];
  private final long[] healAt = new long[MEMBERS + 1];
  private final Runnable[] heal = new Runnable[MEMBERS + 1];
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private int fellOver;

  Chaos(Path folder, int trials, int iterations, long seed) throws Exception {
    this.folder = folder;
    this.trials = trials;
    this.iterations = iterations;
    this.seed = seed;
    this.random = Seeds.random(seed, "chaos", 0);
    this.network = Network.of(MEMBERS + 1);
  }

  public static void main(String[] args) throws Exception {
    int faults = args.length > 0 ? Integer.parseInt(args[0]) : 120;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 600;
    int iterations = args.length > 2 ? Integer.parseInt(args[2]) : 60;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
    Path folder = Files.createTempDirectory("tune4j-chaos-");
    try (Chaos chaos = new Chaos(folder, trials, iterations, seed)) {
      System.out.println(chaos.run(faults));
    }
    delete(folder);
    System.exit(0);
  }

  /** Runs it all; what it says is what was counted. */
  String run(int faults) throws Exception {
    long began = System.nanoTime();
    Path sweep = Files.writeString(folder.resolve("s.yaml"), yaml(SLEEP_MS));
    for (int member = 0; member < MEMBERS; member++) {
      start(member);
    }
    startDriver(sweep.toString());
    waitForAcks(20);
    int done = 0;
    while (done < faults && !isOver()) {
      Thread.sleep(random.nextInt(800, 4_000));
      healWhatIsDue();
      done += strike() ? 1 : 0;
    }
    int atEnd = done;
    while (!isOver()) {
      Thread.sleep(500);
      healWhatIsDue();
      require(System.nanoTime() - began < TimeUnit.MINUTES.toNanos(60), "the sweep does not end");
    }
    require(atEnd == faults, "the sweep ended after " + atEnd + " of " + faults + " faults");
    return check(began);
  }

  private String yaml(int sleepMs) {
    return """
    s:
      run: org.tune4j.tuner.chaos.ChaosTrainable
      metric: score
      mode: max
      seed: 5
      num_samples: %d
      checkpoint: {frequency: 7}
      resources_per_trial: {cpu: 1, gpu: 1}
      config: {iterations: %d, sleep_ms: %d, folder: "%s", x: {uniform: [0, 1]}}
    """
        .formatted(trials, iterations, sleepMs, folder);
  }

  // ---- processes ----

  private void start(int member) {
    launch(
        member,
        List.of("member", "m" + member),
        List.of(folder.resolve("work" + member).toString()));
  }

  private void startDriver(String what) {
    launch(
        DRIVER, List.of("driver", "driver"), List.of(folder.resolve("results").toString(), what));
  }

  private void launch(int host, List<String> before, List<String> after) {
    List<String> java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx300m",
                "-Dlogback.configurationFile=chaos-logback.xml",
                "-Dchaos.acks=" + folder.resolve("acks-" + host),
                "-cp",
                System.getProperty("java.class.path"),
                ChaosMember.class.getName()));
    java.addAll(before);
    String server = network.address(DRIVER) + ":" + network.port(DRIVER);
    java.addAll(
        List.of(
            network.address(host),
            String.valueOf(network.port(host)),
            host == DRIVER ? "nobody" : server));
    java.addAll(after);
    try {
      processes[host] =
          new ProcessBuilder(network.on(host, java))
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("log-" + host).toFile()))
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process process(int host) {
    Process process = processes[host];
    if (process == null) {
      throw new IllegalStateException("host " + host + " has no process");
    }
    return process;
  }

  private boolean isOver() throws IOException {
    for (int member = 0; member < MEMBERS; member++) {
      if (heal[member] == null && !process(member).isAlive()) {
        fellOver++;
        say("member " + member + " fell over by itself");
        start(member);
      }
    }
    if (heal[DRIVER] != null || process(DRIVER).isAlive()) {
      return false;
    }
    int code = process(DRIVER).exitValue();
    require(code == 0, "the driver ended with " + code + "; see log-" + DRIVER + " in " + folder);
    return true;
  }

  // ---- faults ----

  private boolean strike() {
    long impaired = Stream.of(heal).filter(h -> h != null).count();
    int host = random.nextInt(100) < 30 ? DRIVER : random.nextInt(MEMBERS);
    int dice = random.nextInt(100);
    if (impaired >= 2 || heal[host] != null || !process(host).isAlive()) {
      return false;
    }
    boolean driver = host == DRIVER;
    if (dice < 66) {
      kill(host, driver);
    } else if (dice < 84 || !network.isReal()) {
      freeze(host, driver);
    } else {
      cut(host, driver);
    }
    return true;
  }

  private void kill(int host, boolean driver) {
    count(driver ? Fault.KILL_DRIVER : Fault.KILL_MEMBER, host);
    process(host).destroyForcibly();
    healLater(
        host,
        random.nextInt(0, 5_000),
        () -> {
          if (driver) startDriver("resume");
          else start(host);
        });
  }

  private void freeze(int host, boolean driver) {
    count(driver ? Fault.FREEZE_DRIVER : Fault.FREEZE_MEMBER, host);
    signal(host, "STOP");
    healLater(host, random.nextInt(10_000, 16_000), () -> signal(host, "CONT"));
  }

  private void cut(int host, boolean driver) {
    count(driver ? Fault.CUT_DRIVER : Fault.CUT_MEMBER, host);
    try {
      network.unplug(host);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    healLater(
        host,
        random.nextInt(3_000, 16_000),
        () -> {
          try {
            network.plug(host);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void count(Fault fault, int host) {
    counts.merge(fault, 1, Integer::sum);
    say(fault + " " + host);
  }

  private void healLater(int host, int ms, Runnable how) {
    healAt[host] = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    heal[host] = how;
  }

  private void healWhatIsDue() {
    for (int host = 0; host <= MEMBERS; host++) {
      Runnable how = heal[host];
      if (how != null && System.nanoTime() >= healAt[host]) {
        heal[host] = null;
        say("heal " + host);
        how.run();
      }
    }
  }

  private void signal(int host, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process(host).pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- what came of it ----

  private String check(long began) throws Exception {
    Map<Integer, String> table = StoredSweep.table(folder.resolve("results"));
    Map<String, Integer> recorded = StoredSweep.results(folder.resolve("results"));
    Set<String> acks = acks();
    Set<String> lost = new HashSet<>(acks);
    lost.removeAll(recorded.keySet());
    require(lost.isEmpty(), lost.size() + " acknowledged results are lost, such as " + lost);
    require(
        recorded.values().stream().allMatch(n -> n == 1), "a result was recorded more than once");
    Path violations = folder.resolve("violations");
    require(
        !Files.exists(violations), () -> "a GPU was held twice: " + Files.readString(violations));
    require(table.size() == trials, table.size() + " of " + trials + " trials ended");
    Map<Integer, String> quiet = quiet();
    quiet.forEach(
        (number, line) ->
            require(
                line.equals(table.get(number)),
                "trial " + number + " is\n" + table.get(number) + "\nin a quiet run\n" + line));
    return "%d faults %s in %.0f s: %d trials ended as in a quiet run, %d results acknowledged, %d recorded, each once; %d starts of trials, no GPU held twice; %d processes fell over by themselves; seed %d%s"
        .formatted(
            counts.values().stream().mapToInt(Integer::intValue).sum(),
            counts,
            (System.nanoTime() - began) / 1e9,
            table.size(),
            acks.size(),
            recorded.size(),
            Files.readAllLines(folder.resolve("gpus-used")).size(),
            fellOver,
            seed,
            network.isReal() ? "" : " (no network namespaces here: nobody was cut off)");
  }

  private Set<String> acks() throws IOException {
    Set<String> acks = new HashSet<>();
    for (int host = 0; host <= MEMBERS; host++) {
      Path file = folder.resolve("acks-" + host);
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          // Not one that a kill cut short; and STOP is also said to attempts that count no more.
          if (line.matches("s_[0-9]+ [0-9]+ [0-9]+ CONTINUE")
              || line.matches("s_[0-9]+ [0-9]+ " + iterations + " STOP")) {
            acks.add(line.substring(0, line.lastIndexOf(' ')));
          }
        }
      }
    }
    return acks;
  }

  private void waitForAcks(int count) throws Exception {
    while (acks().size() < count) {
      require(process(DRIVER).isAlive(), "the driver died, see log-" + DRIVER + " in " + folder);
      Thread.sleep(100);
    }
  }

  private Map<Integer, String> quiet() throws Exception {
    Path sweep = Files.writeString(folder.resolve("quiet.yaml"), yaml(0));
    Path results = folder.resolve("quiet");
    TrainableRegistry trainables = TrainableRegistry.load();
    try (Tuner tuner = Tuner.open(results, new Resources(4, 4), trainables)) {
      tuner.run(SweepFile.read(sweep, trainables).get(0));
    }
    return StoredSweep.table(results);
  }

  private interface Text {
    String get() throws IOException;
  }

  private static void require(boolean holds, Text otherwise) throws IOException {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private void say(String what) {
    System.out.printf("%tT %s%n", System.currentTimeMillis(), what);
  }

  @Override
  public void close() throws Exception {
    for (int host = 0; host <= MEMBERS; host++) {
      Process process = processes[host];
      if (process != null) {
        process.destroyForcibly().waitFor();
      }
    }
    network.close();
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
