package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.runner.HostedPart;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartSpec;
import org.tune4j.runner.Parts;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Placement.Slot;
import org.tune4j.trial.Resources;
import org.tune4j.yaml.Json;

/** Workers that could be anywhere do what those of the trial's own thread do, to the bit. */
@Timeout(120)
class PartWorkersTest {
  private static final Config PPO =
      Trials.CARTPOLE_PPO
          .with("num_workers", 2)
          .with("num_envs_per_worker", 2)
          .with("rollout_fragment_length", 50)
          .with("train_batch_size", 400)
          .with("num_sgd_iter", 2);
  private static final Config DQN =
      Trials.CARTPOLE_DQN.with("num_workers", 2).with("learning_starts", 100);

  private static final Config IMPALA =
      Config.parse("{\"env\": \"CartPole-v0\", \"num_workers\": 2, \"num_gpus\": 0}")
          .with("rollout_fragment_length", 30)
          .with("train_batch_size", 100)
          .with("model.fcnet_hiddens", List.of(16));
  private static final Map<String, Config> CONFIGS =
      Map.of("PPO", PPO, "DQN", DQN, "IMPALA", IMPALA);

  @TempDir Path folder;
  private final List<HostedPart> started = new ArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong requestBytes = new AtomicLong();

  /** Parts of this JVM, each on a thread of its own. */
  private final class Here implements Parts {
    private final Placement placement;

    Here(Placement placement) {
      this.placement = placement;
    }

    @Override
    public int bundles() {
      return placement.slots().size();
    }

    @Override
    public Part start(int bundle, String className, byte[] setup) {
      String id = "p" + started.size();
      Slot slot = placement.slots().get(bundle);
      PartSpec spec = new PartSpec(id, className, "trial", 1, bundle, slot, 1);
      HostedPart part = HostedPart.start(spec, setup, TrainableRegistry.load(), folder);
      started.add(part);
      return new Counted(part);
    }
  }

  private final class Counted implements Part {
    private final Part part;

    Counted(Part part) {
      this.part = part;
    }

    @Override
    public int bundle() {
      return part.bundle();
    }

    @Override
    public CompletableFuture<byte[]> call(byte[] request) {
      requests.incrementAndGet();
      requestBytes.addAndGet(request.length);
      return part.call(request);
    }

    @Override
    public void close() {
      part.close();
    }

    @Override
    public CompletableFuture<Void> closed() {
      return part.closed();
    }
  }

  @AfterEach
  void partsEndWithTheTrial() throws Exception {
    for (HostedPart part : started) {
      part.closed().get();
    }
  }

  @ParameterizedTest
  @CsvSource({"PPO, NoFilter", "PPO, MeanStdFilter", "DQN, NoFilter", "IMPALA, MeanStdFilter"})
  void sameBitsAsInline(String algorithm, String filter) throws Exception {
    Config config = CONFIGS.get(algorithm).with("observation_filter", filter);
    try (Trainable inline = start(algorithm, config, "here", "here", "here");
        Trainable parts = start(algorithm, config, "here", "there", "here")) {
      assertThat(started).hasSize(2);
      assertThat(steps(parts, 4)).isEqualTo(steps(inline, 4));
    }
  }

  @Test
  void aCheckpointGoesOnWhereverItsWorkersAre() throws Exception {
    Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
    List<String> straight;
    List<String> resumed = new ArrayList<>();
    try (Trainable inline = start("PPO", PPO, "here", "here", "here")) {
      straight = steps(inline, 6);
    }
    try (Trainable parts = start("PPO", PPO, "a", "b", "c")) {
      resumed.addAll(steps(parts, 2));
      parts.save(checkpoint);
    }
    Path second = Files.createDirectory(folder.resolve("second"));
    try (Trainable inline = start("PPO", PPO, "here", "here", "here")) {
      inline.restore(checkpoint);
      resumed.addAll(steps(inline, 2));
      inline.save(second);
    }
    try (Trainable parts = start("PPO", PPO, "a", "b", "b")) {
      parts.restore(second);
      resumed.addAll(steps(parts, 2));
    }
    assertThat(resumed).isEqualTo(straight);
  }

  @Test
  void parametersTravelOnlyWhenTheyChanged() throws Exception {
    Config config =
        DQN.with("learning_starts", 1_000_000).with("model.fcnet_hiddens", List.of(512));
    try (Trainable parts = start("DQN", config, "a", "b", "c")) {
      parts.step();
      long first = requestBytes.get();
      requests.set(0);
      parts.step();
      assertThat(first).as("a network for each").isGreaterThan(2 * 4 * 512 * 512);
      assertThat((requestBytes.get() - first) / requests.get()).isLessThan(1000);
    }
  }

  @Test
  void whatAWorkerThrowsEndsTheTrial() throws Exception {
    Config config = PPO.with("callbacks", Thrower.class.getName());
    try (Trainable parts = start("PPO", config, "a", "b", "c")) {
      assertThatThrownBy(parts::step).hasMessageContaining("part of bundle 1: call");
    }
  }

  /** Fails in each worker. */
  public static final class Thrower implements Callbacks {
    @Override
    public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
      throw new IllegalStateException("thrown");
    }
  }

  private Trainable start(String algorithm, Config config, String... members) {
    List<Slot> slots = new ArrayList<>();
    for (String member : members) {
      slots.add(new Slot(member, new Resources(0, 0), List.of()));
    }
    Placement placement = new Placement(slots);
    Trainable trainable = Trials.type(algorithm).create();
    try {
      trainable.setup(
          new TrialContext("trial", 1, config, 3, placement, folder, new Here(placement)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return trainable;
  }

  /** The results but for the clocks. */
  private static List<String> steps(Trainable trial, int count) throws Exception {
    List<String> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>(trial.step());
      result.remove("timers");
      results.add(Json.write(result));
    }
    return results;
  }
}
