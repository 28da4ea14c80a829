package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.rl.callback.Callbacks;
import org.tune4j.rl.rollout.Episode;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.runner.Assignment;
import org.tune4j.runner.FunctionTrainable;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.PlacementGroup;
import org.tune4j.trial.PlacementGroup.Strategy;
import org.tune4j.trial.Resources;
import org.tune4j.trial.SweepEvent.Outcome;
import org.tune4j.tuner.place.Ledger;
import org.tune4j.yaml.Json;

/** PPO with two rollout workers, the bundles of which lie on two members. */
@Tag("slow")
@Timeout(180)
final class GridRolloutWorkersTest {
  private static final Config PPO =
      Config.of(
          Map.of(
              "env",
              "CartPole-v0",
              "num_workers",
              2,
              "rollout_fragment_length",
              100,
              "train_batch_size",
              400,
              "num_sgd_iter",
              2,
              "observation_filter",
              "MeanStdFilter",
              "callbacks",
              Listener.class.getName(),
              "model",
              Map.of("fcnet_hiddens", List.of(16))));

  @TempDir Path folder;
  private ThreeMembers grid;
  private Placement placement;

  /** Remembers which threads episodes ended on. */
  public static final class Listener implements Callbacks {
    static final Set<String> THREADS = ConcurrentHashMap.newKeySet();

    @Override
    public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
      THREADS.add(Thread.currentThread().getName());
    }
  }

  @BeforeEach
  void start() {
    Listener.THREADS.clear();
    grid = new ThreeMembers(folder);
    Ledger ledger = new Ledger();
    for (int i = 0; i < 2; i++) {
      ledger.join(grid.id(i), grid.member(i).card().offer());
    }
    placement =
        ledger.take(
            "t_00000#1",
            new PlacementGroup(Collections.nCopies(3, new Resources(1, 0)), Strategy.PACK));
    assertThat(placement).isNotNull();
    assertThat(placement.slots().stream().map(Placement.Slot::member).distinct()).hasSize(2);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void itLearnsTheSameBitsAsOnOneThreadAlsoAfterACheckpoint() throws Exception {
    List<String> spread = new ArrayList<>();
    grid.registry.register(
        FunctionTrainable.of(
            "function",
            (context, report) -> {
              Path checkpoint = Files.createDirectory(context.folder().resolve("saved"));
              try (Trainable first = ppo(context, context.placement())) {
                spread.addAll(steps(first, 2));
                first.save(checkpoint);
              }
              try (Trainable second = ppo(context, context.placement())) {
                second.restore(checkpoint);
                spread.addAll(steps(second, 2));
              }
            }));
    Assignment assignment =
        new Assignment(
            "t",
            "t_00000",
            1,
            "function",
            Config.of(Map.of()),
            7,
            placement,
            null,
            0,
            false,
            0,
            0,
            null);
    grid.driver.send(placement.member(), List.of(new ToMember.Start(assignment, null)));
    FromMember.Ended ended = ended();
    assertThat(ended.outcome()).as(ended.message()).isEqualTo(Outcome.FINISHED);
    assertThat(Listener.THREADS).containsExactlyInAnyOrder("part-t_00000.1", "part-t_00000.2");

    Placement one = Placement.on("here", Resources.ONE_CPU);
    TrialContext alone = new TrialContext("t_00000", 1, PPO, 7, one, folder);
    try (Trainable inline = ppo(alone, one)) {
      assertThat(spread).isEqualTo(steps(inline, 4));
    }
  }

  private Trainable ppo(TrialContext context, Placement at) throws Exception {
    Trainable ppo = grid.registry.resolve("PPO").create();
    ppo.setup(
        new TrialContext(
            context.trialId(),
            context.attempt(),
            PPO,
            context.seed(),
            at,
            context.folder(),
            context.parts()));
    return ppo;
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

  private FromMember.Ended ended() throws InterruptedException {
    while (true) {
      for (FromMember message : grid.driver.receive(Duration.ofSeconds(1))) {
        if (message instanceof FromMember.Ended ended) {
          return ended;
        }
      }
    }
  }
}
