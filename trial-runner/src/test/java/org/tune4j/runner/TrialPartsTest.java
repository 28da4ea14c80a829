package org.tune4j.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent.Outcome;

/** What a trial does with parts, without a grid. */
@Timeout(60)
final class TrialPartsTest {
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final Semaphore STUBBORN = new Semaphore(0);
  private static final CountDownLatch IS_STUBBORN = new CountDownLatch(1);

  private final TrainableRegistry registry = TrainableRegistry.load();
  @TempDir Path folder;
  private SessionPool pool;

  /** Does what its requests say. */
  public static final class Worker implements TrialPart {
    private PartContext context;
    private int calls;

    @Override
    public void setup(PartContext context, byte[] setup) {
      this.context = context;
      OPEN.incrementAndGet();
    }

    @Override
    public byte[] call(byte[] request) throws InterruptedException {
      calls++;
      return switch (new String(request, UTF_8)) {
        case "sleep" -> {
          Thread.sleep(600_000);
          yield request;
        }
        case "stubborn" -> {
          IS_STUBBORN.countDown();
          STUBBORN.acquireUninterruptibly();
          yield request;
        }
        case "seed" -> String.valueOf(context.seed()).getBytes(UTF_8);
        default -> (context.bundle() + " " + context.gpus() + " " + calls).getBytes(UTF_8);
      };
    }

    @Override
    public void close() {
      OPEN.decrementAndGet();
    }
  }

  @BeforeEach
  void open() throws IOException {
    OPEN.set(0);
    Files.createDirectories(folder.resolve("pool"));
    pool = Pools.open(registry, folder.resolve("pool"));
  }

  @AfterEach
  void close() {
    pool.close();
    assertThat(folder.resolve("pool")).isEmptyDirectory();
  }

  @Test
  void aPartRunsOnEachBundleAndEndsWithTheAttempt() throws Exception {
    Map<String, String> said = new TreeMap<>();
    Recorder recorder =
        run(
            (context, report) -> {
              for (int bundle = 0; bundle < context.parts().bundles(); bundle++) {
                Part part = start(context, bundle);
                said.put("bundle " + bundle, ask(part, "who"));
                said.put("bundle " + bundle, ask(part, "who"));
              }
              report.report(Map.of("open", OPEN.get()));
            });
    assertThat(recorder.outcome).as(recorder.message).isEqualTo(Outcome.FINISHED);
    assertThat(recorder.results.getFirst().metrics()).containsEntry("open", 3.0);
    assertThat(said.values()).containsExactly("0 [] 2", "1 [3] 2", "2 [4, 5] 2");
    assertThat(OPEN).hasValue(0);
  }

  @Test
  void eachPartHasASeedOfItsOwnAndTheSameOneAgain() throws Exception {
    List<String> first = seeds();
    assertThat(first).doesNotHaveDuplicates().hasSize(4);
    assertThat(seeds()).isEqualTo(first);
  }

  @Test
  void anAttemptThatIsAbortedWhileAPartIsBusyEndsBoth() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Recorder recorder = new Recorder(folder);
    start(
        recorder,
        (context, report) -> {
          var answer = start(context, 1).call("sleep".getBytes(UTF_8));
          asked.countDown();
          answer.get();
        });
    asked.await();
    pool.abort("s_00000", 1, "enough");
    assertThat(recorder.await().outcome).isEqualTo(Outcome.LOST);
    assertThat(recorder.stillHolds).isFalse();
    assertThat(OPEN).hasValue(0);
  }

  /** It waits for what is left behind as long as for a trial's own thread. */
  @Test
  @Tag("slow")
  void anAttemptHoldsWhatItHoldsUntilItsLastPartIsGone() throws Exception {
    Recorder recorder =
        run(
            (context, report) -> {
              var unused = start(context, 1).call("stubborn".getBytes(UTF_8));
              IS_STUBBORN.await();
              report.report(Map.of("loss", 1));
            });
    assertThat(recorder.outcome).isEqualTo(Outcome.FINISHED);
    assertThat(recorder.stillHolds).isTrue();
    assertThat(recorder.gone.getCount()).isOne();
    STUBBORN.release();
    assertThat(recorder.gone.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(OPEN).hasValue(0);
  }

  @Test
  void whatAPartCannotBeIsSaid() throws Exception {
    Recorder recorder =
        run(
            (context, report) -> {
              Parts parts = context.parts();
              assertThatThrownBy(() -> start(context, 3))
                  .hasMessage("parts: bundle must be from 0 to 2 (3)");
              assertThatThrownBy(() -> parts.start(0, "x.Y", new byte[Part.MOST_BYTES + 1]))
                  .hasMessage("parts: setup must have 33,554,432 bytes at most (33,554,433)");
              assertThatThrownBy(() -> ask(parts.start(0, "x.Y", new byte[0]), "who"))
                  .hasMessageEndingWith("setup: part: no class x.Y is on the class path");
              assertThatThrownBy(() -> ask(parts.start(0, "java.lang.String", new byte[0]), "who"))
                  .hasMessageEndingWith(
                      "class java.lang.String must implement org.tune4j.runner.TrialPart");
              report.report(Map.of("loss", 1));
            });
    assertThat(recorder.outcome).as(recorder.message).isEqualTo(Outcome.FINISHED);
  }

  @Test
  void aTrialInAProcessHasNone() {
    assertThatThrownBy(() -> TrialParts.none(placement()).start(1, "x.Y", new byte[0]))
        .hasMessageContaining("Maybe set isolation: thread");
  }

  private List<String> seeds() throws Exception {
    List<String> seeds = new CopyOnWriteArrayList<>();
    run(
        (context, report) -> {
          for (int bundle : new int[] {0, 1, 2, 1}) {
            seeds.add(ask(start(context, bundle), "seed"));
          }
          report.report(Map.of("loss", 1));
        });
    return seeds;
  }

  private static Part start(TrialContext context, int bundle) {
    return context.parts().start(bundle, Worker.class.getName(), new byte[0]);
  }

  private static String ask(Part part, String what) throws Exception {
    return new String(part.call(what.getBytes(UTF_8)).get(), UTF_8);
  }

  private Recorder run(TrialFunction function) throws Exception {
    Recorder recorder = new Recorder(folder);
    start(recorder, function);
    return recorder.await();
  }

  private int registered;

  private void start(Recorder recorder, TrialFunction function) {
    String name = "function-" + registered++;
    registry.register(FunctionTrainable.of(name, function));
    pool.start(Trials.holding(Trials.of(name, Map.of()), placement()), null, recorder);
  }

  private static Placement placement() {
    return new Placement(
        List.of(
            new Slot("here", Resources.ONE_CPU, List.of()),
            new Slot("here", new Resources(1, 1), List.of("3")),
            new Slot("here", new Resources(1, 2), List.of("4", "5"))));
  }
}
