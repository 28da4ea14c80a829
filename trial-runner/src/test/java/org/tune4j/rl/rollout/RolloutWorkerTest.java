package org.tune4j.rl.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.distribution.Categorical;
import org.tune4j.rl.env.Countdown;
import org.tune4j.rl.env.Environment;
import org.tune4j.rl.env.Step;
import org.tune4j.rl.model.Activation;
import org.tune4j.rl.model.NetworkSpec;
import org.tune4j.rl.policy.NetworkPolicy;
import org.tune4j.rl.policy.PolicyMaker;
import org.tune4j.rl.preprocess.RewardClip;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class RolloutWorkerTest {
  private static final PolicyMaker POLICY =
      (observations, actions) ->
          new NetworkPolicy(
              new NetworkSpec(
                  observations.size(),
                  List.of(
                      new NetworkSpec.Layer(
                          "policy", NetworkSpec.OBSERVATIONS, 2, Activation.LINEAR, 1),
                      new NetworkSpec.Layer(
                          "value", NetworkSpec.OBSERVATIONS, 1, Activation.LINEAR, 1)),
                  List.of("policy", "value")),
              new Categorical(2));

  /** The value of an observation is itself. */
  private static final float[] PARAMETERS = {0, 0, 0, 0, 1, 0};

  @Test
  void trajectoriesAreCutAtEndsAndWhereAFragmentEnds() {
    Sample sample = sample(worker(Countdown.class, 1, false, false), 7);
    assertThat(sample.trajectories()).extracting(Trajectory::length).containsExactly(3, 3, 1);
    assertThat(sample.trajectories())
        .extracting(Trajectory::ended)
        .containsExactly(true, true, false);
    assertThat(sample.trajectories()).extracting(Trajectory::episode).containsExactly(0L, 1L, 2L);
    Trajectory first = sample.trajectories().getFirst();
    for (int i = 0; i < 3; i++) {
      assertThat(first.observation(i)).containsExactly(i);
      assertThat(first.next(i)).containsExactly(i + 1);
      assertThat(first.values()[i]).isEqualTo(i);
    }
    assertThat(first.lastValue()).as("it terminated").isZero();
    assertThat(sample.trajectories().getLast().lastValue()).as("it goes on").isEqualTo(1);
    assertThat(sample.episodes()).extracting(Episode::reward).containsExactly(3.0, 3.0);
    assertThat(sample.steps()).isEqualTo(7);
  }

  @Test
  void aTrajectoryThatWasCutGoesOnInTheNextOne() {
    RolloutWorker worker = worker(Countdown.class, 1, false, false);
    sample(worker, 1);
    Trajectory rest = sample(worker, 2).trajectories().getFirst();
    assertThat(rest.start()).isEqualTo(1);
    assertThat(rest.observation(0)).containsExactly(1);
  }

  @Test
  void rewardsToLearnFromAreClippedAndThoseOfEpisodesAreTrue() {
    Sample sample = sample(worker(Countdown.class, 1, false, false), 3);
    assertThat(sample.trajectories().getFirst().rewards()[2]).isEqualTo(1);
    assertThat(sample.episodes().getFirst().reward()).isEqualTo(3);
  }

  @Test
  void endsCanBeLearnedFromAsCutOffs() {
    Trajectory first = sample(worker(Countdown.class, 1, true, false), 3).trajectories().getFirst();
    assertThat(first.ended()).isTrue();
    assertThat(first.terminated()).isFalse();
    assertThat(first.lastValue()).isEqualTo(3);
  }

  @Test
  void wholeEpisodesAreKeptUntilTheyEnd() {
    RolloutWorker worker = worker(Countdown.class, 1, false, true);
    assertThat(sample(worker, 2).trajectories()).isEmpty();
    assertThat(sample(worker, 2).trajectories()).extracting(Trajectory::length).containsExactly(3);
  }

  @Test
  void episodesThatAreAskedForBeginAnewAndAreSharedOut() {
    RolloutWorker worker = worker(Countdown.class, 2, false, false);
    sample(worker, 1);
    Sample sample = worker.sample(new SampleRequest(PARAMETERS, null, 0, 5, false, 0));
    assertThat(sample.episodes()).extracting(Episode::length).containsExactly(3, 3, 3, 3, 3);
    assertThat(sample.episodes()).extracting(Episode::environment).containsExactly(0, 1, 0, 1, 0);
    assertThat(sample.trajectories()).isEmpty();
  }

  @Test
  void anEnvironmentThatCrashesIsMadeAnewAndWhatWasBeforeCounts() {
    Sample sample = sample(worker(Crashing.class, 1, false, false), 10);
    assertThat(sample.trajectories()).extracting(Trajectory::length).containsExactly(4, 4);
    Trajectory first = sample.trajectories().getFirst();
    assertThat(first.ended()).isTrue();
    assertThat(first.terminated()).isFalse();
    assertThat(first.next()).containsExactly(4);
    assertThat(sample.restarts()).isEqualTo(2);
    assertThat(sample.episodes()).isEmpty();
  }

  @Test
  void anEnvironmentThatOnlyCrashesEndsTheTrial() {
    assertThatThrownBy(() -> sample(worker(Broken.class, 1, false, false), 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("failed 10 times without a step between")
        .hasMessageContaining("no step");
  }

  @Test
  void listenersHearEverythingInOrder() {
    List<String> heard = new ArrayList<>();
    WorkerListener listener =
        new WorkerListener() {
          @Override
          public void onEpisodeStart(RolloutWorker worker, Episode episode) {
            heard.add("start " + episode.number());
          }

          @Override
          public void onEpisodeStep(RolloutWorker worker, Episode episode) {
            heard.add("step " + episode.length());
          }

          @Override
          public void onEpisodeEnd(RolloutWorker worker, Episode episode) {
            heard.add("end " + episode.number());
          }

          @Override
          public void onPostprocessTrajectory(
              RolloutWorker worker, Episode episode, Trajectory trajectory) {
            heard.add("trajectory " + trajectory.length());
          }

          @Override
          public void onSampleEnd(RolloutWorker worker, List<Trajectory> samples) {
            heard.add("sample " + samples.size());
          }
        };
    sample(
        new RolloutWorker(
            config(Countdown.class, 1, false, false), 0, 0, POLICY, List.of(listener), 1),
        4);
    assertThat(heard)
        .containsExactly(
            "start 0",
            "step 1",
            "step 2",
            "step 3",
            "trajectory 3",
            "end 0",
            "start 1",
            "step 1",
            "trajectory 1",
            "sample 2");
  }

  @Test
  void theLastObservationIsThatOfTheEpisodeNotOfTheNextOne() {
    List<Float> seen = new ArrayList<>();
    WorkerListener listener =
        new WorkerListener() {
          @Override
          public void onEpisodeStep(RolloutWorker worker, Episode episode) {
            if (episode.environment() == 3) {
              seen.add(worker.lastObservation(episode)[0]);
            }
          }
        };
    sample(
        new RolloutWorker(
            config(Countdown.class, 2, false, false), 2, 2, POLICY, List.of(listener), 1),
        4);
    assertThat(seen).containsExactly(1f, 2f, 3f, 1f);
  }

  @Test
  void anEpisodeThatNeverEndsIsNotWaitedFor() {
    RolloutWorker worker = worker(Endless.class, 1, false, false);
    SampleRequest one = new SampleRequest(PARAMETERS, null, 0, 1, false, 0);
    RolloutConfig config = config(Endless.class, 1, false, false);
    assertThat(config.horizon()).as("it cuts episodes off").isEqualTo(1000);
    assertThat(worker.sample(one).episodes()).hasSize(1);
    RolloutWorker endless = new RolloutWorker(unlimited(config), 0, 0, POLICY, List.of(), 1);
    assertThatThrownBy(() -> endless.sample(one))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("an episode has not ended after 1,000,000 steps")
        .hasMessageContaining("Maybe give horizon");
  }

  @Test
  void wholeEpisodesThatNeverEndAreNotWaitedFor() {
    RolloutConfig config = unlimited(config(Endless.class, 1, false, true));
    RolloutWorker endless = new RolloutWorker(config, 0, 0, POLICY, List.of(), 1);
    assertThat(sample(endless, 999_999).trajectories()).isEmpty();
    assertThatThrownBy(() -> sample(endless, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("an episode has not ended after 1,000,000 steps")
        .hasMessageContaining("Maybe give batch_mode: truncate_episodes, horizon, or");
  }

  @Test
  void anEnvironmentThatFailsInEveryEpisodeIsNotWaitedFor() {
    SampleRequest one = new SampleRequest(PARAMETERS, null, 0, 2, false, 0);
    RolloutWorker worker = worker(Crashing.class, 2, false, false);
    assertThatThrownBy(() -> worker.sample(one))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("100 episodes one after the other failed before their end")
        .hasMessageContaining("out of order");
  }

  @Test
  void anEnvironmentThatOftenFailsIsWaitedFor() {
    SampleRequest three = new SampleRequest(PARAMETERS, null, 0, 3, false, 0);
    Sample sample = worker(Seldom.class, 1, false, false).sample(three);
    assertThat(sample.episodes()).extracting(Episode::length).containsExactly(99, 99, 99);
    assertThat(sample.restarts()).isGreaterThan(200);
  }

  private static RolloutConfig unlimited(RolloutConfig config) {
    return new RolloutConfig(
        config.env(),
        config.envConfig(),
        config.environments(),
        Integer.MAX_VALUE,
        config.softHorizon(),
        config.noDoneAtEnd(),
        config.completeEpisodes(),
        config.rewards(),
        config.normalizeActions(),
        config.clipActions(),
        config.exploration(),
        config.filter(),
        config.learnFilter(),
        config.model());
  }

  /** Never gets anywhere. */
  public static final class Endless implements Environment {
    private static final Step STEP = new Step(new float[1], 0, false, false);

    @Override
    public Space observationSpace() {
      return Box.symmetric(1);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(2);
    }

    @Override
    public float[] reset(RandomGenerator random) {
      return new float[1];
    }

    @Override
    public Step step(float[] action) {
      return STEP;
    }
  }

  /** Hears of episodes only what it counted itself. */
  private static final class Counter implements WorkerListener {
    private long starts;

    @Override
    public void onEpisodeStart(RolloutWorker worker, Episode episode) {
      starts++;
    }

    @Override
    public void save(StateWriter out) {
      out.put("starts", starts);
    }

    @Override
    public void restore(StateReader in) {
      starts = in.getLong("starts");
    }
  }

  @Test
  void listenersAreRestoredBeforeTheyHearOfEpisodesThatBeginAnew() {
    RolloutConfig unsaveable = config(Crashing.class, 2, false, false);
    Counter counter = new Counter();
    RolloutWorker saved = new RolloutWorker(unsaveable, 0, 0, POLICY, List.of(counter), 1);
    Counter restored = new Counter();
    RolloutWorker worker = new RolloutWorker(unsaveable, 0, 0, POLICY, List.of(restored), 1);
    assertThat(worker.restore(StateReader.of(StateWriter.bytes(saved::save))))
        .containsExactly(true, true);
    assertThat(restored.starts).isEqualTo(counter.starts + 2);
  }

  @Test
  void threadsChangeNothing() {
    List<String> inline = run(new InlineWorkers(three()));
    try (Workers threads = new ThreadWorkers(three())) {
      assertThat(run(threads)).isEqualTo(inline);
    }
  }

  private static List<RolloutWorker> three() {
    List<RolloutWorker> three = new ArrayList<>();
    RolloutConfig config = config("CartPole-v1", 2, false, false);
    for (int i = 1; i <= 3; i++) {
      three.add(new RolloutWorker(config, i, 3, POLICY, List.of(), 1));
    }
    return three;
  }

  /** Two requests at a time for each worker. */
  private static List<String> run(Workers workers) {
    List<String> lines = new ArrayList<>();
    float[] parameters = new float[15];
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < workers.count(); i++) {
        workers.request(i, new SampleRequest(parameters, null, 20, 0, true, round));
        workers.request(i, new SampleRequest(null, null, 3, 0, true, round));
      }
      for (int i = 0; i < workers.count(); i++) {
        for (int k = 0; k < 2; k++) {
          Sample sample = workers.take(i);
          lines.add(
              new String(
                  StateWriter.bytes(sample::save), java.nio.charset.StandardCharsets.ISO_8859_1));
          assertThat(
                  new String(
                      StateWriter.bytes(
                          Sample.read(StateReader.of(StateWriter.bytes(sample::save)))::save),
                      java.nio.charset.StandardCharsets.ISO_8859_1))
              .isEqualTo(lines.getLast());
        }
      }
    }
    return lines;
  }

  private static Sample sample(RolloutWorker worker, int steps) {
    return worker.sample(new SampleRequest(PARAMETERS, null, steps, 0, false, 0));
  }

  private static RolloutWorker worker(
      Class<? extends Environment> env, int count, boolean noDone, boolean complete) {
    return new RolloutWorker(config(env, count, noDone, complete), 0, 0, POLICY, List.of(), 1);
  }

  private static RolloutConfig config(
      Class<? extends Environment> env, int count, boolean noDone, boolean complete) {
    return config(env.getName(), count, noDone, complete);
  }

  private static RolloutConfig config(String env, int count, boolean noDone, boolean complete) {
    return new RolloutConfig(
        env,
        Config.empty(),
        count,
        1000,
        false,
        noDone,
        complete,
        RewardClip.parse(1),
        true,
        false,
        Config.parse("{\"type\": \"StochasticSampling\"}"),
        "NoFilter",
        true,
        Config.empty());
  }

  /** Fails at its fifth step. */
  public static class Crashing implements Environment {
    private int at;

    @Override
    public Space observationSpace() {
      return Box.symmetric(1000);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(2);
    }

    @Override
    public float[] reset(RandomGenerator random) {
      at = 0;
      return new float[] {0};
    }

    @Override
    public Step step(float[] action) {
      if (++at == 5) {
        throw new IllegalStateException("out of order");
      }
      return new Step(new float[] {at}, 1, false, false);
    }
  }

  /** Lets only one episode in 99 live. */
  public static final class Seldom extends Crashing {
    private static int lives;
    private int at;

    @Override
    public float[] reset(RandomGenerator random) {
      at = 0;
      lives = lives % 99 + 1;
      return new float[1];
    }

    @Override
    public Step step(float[] action) {
      if (++at == 2 && lives < 99) {
        throw new IllegalStateException("too young");
      }
      return new Step(new float[] {at}, 1, at == 99, false);
    }
  }

  /** Fails at once. */
  public static final class Broken extends Crashing {
    @Override
    public Step step(float[] action) {
      throw new IllegalStateException("no step");
    }
  }
}
