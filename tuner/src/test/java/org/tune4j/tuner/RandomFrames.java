package org.tune4j.tuner;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.spec.SweepFile;

/**
 * Sends random frames to every open port of a tuner while it runs sweeps, and says what became of
 * both.
 *
 * <pre>RandomFrames [frames] [port...]</pre>
 *
 * A frame is one write of 1 to 2,048 random bytes; half of them begin as something that the port
 * may know. Further ports may be named. Each sender is seeded.
 */
final class RandomFrames {
  private static final int SENDERS_PER_PORT = 4;
  private static final int MOST_PER_CONNECTION = 20;
  private static final int LONGEST = 2048;
  private static final int TRIALS = 20;

  /** Java's own for virtual threads, which come with the first use and stay. */
  static final int THREADS_OF_JAVA = 8;

  private static final Duration SETTLE = Duration.ofSeconds(20);

  private static final List<byte[]> BEGINNINGS =
      List.of(
          text("HZC"),
          text("CP2"),
          text("CB2"),
          text("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
          text("POST /sweeps HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"),
          new byte[] {0, 0, 0, 0, 'T', '4', 'J', 1},
          // H2: the versions that it speaks, then a text of a length
          ints(17, 21),
          ints(17, 21, 32),
          ints(17, 21, 300_000_000),
          ints(17, 21, -1, -1, 64),
          new byte[] {0x16, 0x03, 0x01});

  private RandomFrames() {}

  /**
   * What was sent and what was left.
   *
   * @param frames that the other side's machine took, by port
   * @param sweeps that ran meanwhile and ended well
   * @param threads more than before
   * @param heapMb more in use than before
   */
  record Outcome(
      Map<String, Long> frames,
      long connections,
      int sweeps,
      int threads,
      long heapMb,
      double seconds) {
    long sent() {
      return frames.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
      return "%,d frames in %,d connections in %.0f s: %s; %d sweeps ended well meanwhile; left: %+d threads, %+d MB of heap"
          .formatted(sent(), connections, seconds, frames, sweeps, threads, heapMb);
    }
  }

  public static void main(String[] args) throws Exception {
    long frames = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    Map<String, Integer> further = new LinkedHashMap<>();
    for (int i = 1; i < args.length; i++) {
      further.put("port " + args[i], Integer.parseInt(args[i]));
    }
    Path results = Files.createTempDirectory("tune4j-frames-");
    System.out.println(send(frames, results, further));
    System.exit(0);
  }

  /**
   * Runs sweeps until all frames are sent.
   *
   * @param frames to all ports together
   * @param further ports by name, beside those of the grid and of the database
   */
  static Outcome send(long frames, Path results, Map<String, Integer> further) throws Exception {
    TrainableRegistry trainables = TrainableRegistry.load();
    try (Tuner tuner = Tuner.open(results, new Resources(2, 0), trainables)) {
      runOne(tuner, trainables, 0);
      Map<String, IntSupplier> ports = ports(results);
      further.forEach((name, port) -> ports.put(name, () -> port));
      int threads = threadsThatStay();
      long heap = heap();
      long start = System.nanoTime();
      Flood flood = new Flood(ports, frames);
      int sweeps = 0;
      do {
        runOne(tuner, trainables, ++sweeps);
      } while (!flood.isOver());
      double seconds = (System.nanoTime() - start) / 1e9;
      int more = settledThreads(threads) - threads;
      return new Outcome(
          flood.sent(), flood.connections(), sweeps, more, (heap() - heap) >> 20, seconds);
    }
  }

  private static void runOne(Tuner tuner, TrainableRegistry trainables, int seed)
      throws InterruptedException {
    String yaml =
        "flood: {run: synthetic, num_samples: "
            + TRIALS
            + ", seed: "
            + (seed + 1)
            + ", config: {iterations: 20, seconds_per_iteration: 0.02, lr: {loguniform: [1e-5,"
            + " 1e-1]}}}";
    SweepResult result = tuner.run(SweepFile.parse(yaml, "flood.yaml", trainables).get(0));
    if (result.terminated() != TRIALS) {
      throw new IllegalStateException("a sweep did not end well: " + result);
    }
  }

  /** Every port that a tuner opens; that of the grid is there while a sweep runs. */
  private static Map<String, IntSupplier> ports(Path results) throws IOException {
    Properties server = new Properties();
    try (Reader in = Files.newBufferedReader(results.resolve("tune.server"))) {
      server.load(in);
    }
    int database = Integer.parseInt(server.getProperty("port"));
    Map<String, IntSupplier> ports = new LinkedHashMap<>();
    ports.put("database", () -> database);
    ports.put("grid", RandomFrames::gridPort);
    return ports;
  }

  /** 0 between two sweeps. */
  private static int gridPort() {
    try {
      return Hazelcast.getAllHazelcastInstances().stream()
          .mapToInt(member -> member.getCluster().getLocalMember().getAddress().getPort())
          .findAny()
          .orElse(0);
    } catch (HazelcastInstanceNotActiveException e) {
      return 0;
    }
  }

  /** All senders. */
  private static final class Flood {
    private final Map<String, AtomicLong> sent = new TreeMap<>();
    private final AtomicLong connections = new AtomicLong();
    private final List<Thread> senders = new ArrayList<>();

    Flood(Map<String, IntSupplier> ports, long frames) {
      ports.forEach(
          (name, port) -> {
            AtomicLong left = new AtomicLong(Math.ceilDiv(frames, ports.size()));
            AtomicLong count = new AtomicLong();
            sent.put(name, count);
            for (int i = 0; i < SENDERS_PER_PORT; i++) {
              Random random = new Random(31L * name.hashCode() + i);
              senders.add(
                  Thread.ofVirtual().start(() -> new Sender(random, port).run(left, count)));
            }
          });
    }

    boolean isOver() {
      return senders.stream().noneMatch(Thread::isAlive);
    }

    Map<String, Long> sent() {
      Map<String, Long> counts = new TreeMap<>();
      sent.forEach((name, count) -> counts.put(name, count.get()));
      return counts;
    }

    long connections() {
      return connections.get();
    }

    private final class Sender {
      private final Random random;
      private final IntSupplier port;

      Sender(Random random, IntSupplier port) {
        this.random = random;
        this.port = port;
      }

      void run(AtomicLong left, AtomicLong count) {
        while (left.get() > 0) {
          int now = port.getAsInt();
          if (now == 0) {
            Thread.yield();
            continue;
          }
          try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0); // or the machine runs out of ports
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), now), 10_000);
            connections.incrementAndGet();
            OutputStream out = socket.getOutputStream();
            for (int i = random.nextInt(MOST_PER_CONNECTION); i >= 0 && left.get() > 0; i--) {
              out.write(frame(random));
              count.incrementAndGet();
              left.decrementAndGet();
            }
          } catch (IOException e) {
            // It was shown the door: that is what it is for.
          }
        }
      }
    }
  }

  static byte[] frame(Random random) {
    byte[] frame = new byte[1 + random.nextInt(LONGEST)];
    random.nextBytes(frame);
    if (random.nextBoolean()) {
      byte[] beginning = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
      System.arraycopy(beginning, 0, frame, 0, Math.min(beginning.length, frame.length));
    }
    return frame;
  }

  /** Without those of Hazelcast's pool, of which idle ones end after a minute. */
  private static int threadsThatStay() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().contains(".cached.thread-"))
            .count();
  }

  private static int settledThreads(int before) throws InterruptedException {
    long end = System.nanoTime() + SETTLE.toNanos();
    int now;
    do {
      Thread.sleep(100);
      now = threadsThatStay();
    } while (now > before + THREADS_OF_JAVA && System.nanoTime() < end);
    return now;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] ints(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }
}
