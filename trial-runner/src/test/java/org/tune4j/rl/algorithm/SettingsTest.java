package org.tune4j.rl.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.rl.algorithm.Setting.Use;
import org.tune4j.rl.algorithm.a3c.A2cSettings;
import org.tune4j.rl.algorithm.a3c.A3cSettings;
import org.tune4j.rl.algorithm.ars.ArsSettings;
import org.tune4j.rl.algorithm.ddpg.DdpgSettings;
import org.tune4j.rl.algorithm.dqn.DqnSettings;
import org.tune4j.rl.algorithm.dqn.SimpleQSettings;
import org.tune4j.rl.algorithm.es.EsSettings;
import org.tune4j.rl.algorithm.es.EvolutionSettings;
import org.tune4j.rl.algorithm.impala.AppoSettings;
import org.tune4j.rl.algorithm.impala.ImpalaSettings;
import org.tune4j.rl.algorithm.marwil.MarwilSettings;
import org.tune4j.rl.algorithm.pg.PgSettings;
import org.tune4j.rl.algorithm.ppo.PpoSettings;
import org.tune4j.rl.algorithm.sac.SacSettings;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.SearchSpace;
import org.tune4j.space.ValueType;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problems;
import org.tune4j.yaml.YamlReader;

class SettingsTest {
  static Stream<Settings> all() {
    return Stream.of(
        DqnSettings.ALL,
        PgSettings.ALL,
        A2cSettings.ALL,
        A3cSettings.ALL,
        PpoSettings.ALL,
        ImpalaSettings.ALL,
        AppoSettings.ALL,
        SacSettings.ALL,
        DdpgSettings.ALL,
        DdpgSettings.TD3,
        SimpleQSettings.ALL,
        EsSettings.ALL,
        ArsSettings.ALL,
        MarwilSettings.ALL,
        MarwilSettings.BC,
        ModelSettings.ALL);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyDefaultIsAllowed(Settings settings) {
    assertThatCode(() -> settings.resolve(settings.defaults())).doesNotThrowAnyException();
    assertThat(settings.list()).allSatisfy(setting -> assertThat(setting.doc()).isNotBlank());
  }

  /** One source of truth: a key that no record takes would do nothing, silently. */
  @Test
  void everyUsedKeyIsInARecordAndNoOther() throws ClassNotFoundException {
    assertThat(trained(DqnSettings.ALL))
        .isEqualTo(components("algorithm.dqn.DqnConfig", "replay.ReplayConfig"));
    assertThat(trained(PpoSettings.ALL)).isEqualTo(components("algorithm.ppo.PpoConfig"));
    assertThat(trained(SacSettings.ALL))
        .isEqualTo(without(components("algorithm.sac.SacConfig", "replay.ReplayConfig"), "lr"));
    assertThat(trained(DdpgSettings.TD3))
        .isEqualTo(trained(DdpgSettings.ALL))
        .isEqualTo(without(components("algorithm.ddpg.DdpgConfig", "replay.ReplayConfig"), "lr"));
    assertThat(trained(MarwilSettings.ALL)).isEqualTo(components("algorithm.marwil.MarwilConfig"));
    Set<String> model = keys(ModelConfig.class);
    // Preprocessors reads these where environments are, which know no other keys of the model.
    model.addAll(List.of("framestack", "dim", "grayscale", "zero_mean", "custom_preprocessor"));
    assertThat(used(ModelSettings.ALL)).isEqualTo(model);
    assertThat(trained(PgSettings.ALL)).isEqualTo(components("algorithm.pg.PgConfig"));
    assertThat(trained(A3cSettings.ALL))
        .isEqualTo(without(components("algorithm.a3c.A3cConfig"), "train_batch_size"));
    assertThat(trained(A2cSettings.ALL))
        .isEqualTo(components("algorithm.a3c.A3cConfig", "algorithm.a3c.A2cConfig"));
    assertThat(trained(ImpalaSettings.ALL)).isEqualTo(components("algorithm.impala.ImpalaConfig"));
    assertThat(trained(AppoSettings.ALL))
        .isEqualTo(components("algorithm.impala.ImpalaConfig", "algorithm.impala.AppoConfig"));
    assertThat(components("algorithm.dqn.DqnConfig", "replay.ReplayConfig"))
        .containsAll(trained(SimpleQSettings.ALL));
    assertThat(trained(EsSettings.ALL)).isEqualTo(evolved("algorithm.es.EsConfig"));
    assertThat(trained(ArsSettings.ALL))
        .isEqualTo(without(evolved("algorithm.ars.ArsConfig"), "train_batch_size"));
  }

  /** The others say where a trial runs, before there is one. */
  private static Set<String> trained(Settings settings) {
    Set<String> names = new TreeSet<>(used(settings));
    assertThat(names).containsAll(WorkerResources.KEYS);
    names.removeAll(WorkerResources.KEYS);
    return names;
  }

  @Test
  void theDefaultsAreThoseOfRllib() {
    Config dqn = DqnSettings.ALL.defaults();
    assertThat(dqn.getDouble("lr")).isEqualTo(5e-4);
    assertThat(dqn.getLong("replay_buffer_config.capacity")).isEqualTo(50_000);
    assertThat(dqn.getDouble("exploration_config.final_epsilon")).isEqualTo(0.02);
    assertThat(dqn.getBoolean("model.vf_share_layers")).isTrue();
    Config ppo = PpoSettings.ALL.defaults();
    assertThat(ppo.getDouble("lr")).isEqualTo(5e-5);
    assertThat(ppo.getLong("train_batch_size")).isEqualTo(4000);
    assertThat(ppo.getBoolean("model.vf_share_layers")).isFalse();
    assertThat(ppo.getList("model.fcnet_hiddens")).isEqualTo(List.of(256L, 256L));
    assertThat(ppo.getString("exploration_config.type")).isEqualTo("StochasticSampling");
    Config sac = SacSettings.ALL.resolve(Config.parse("{\"Q_model\": {\"fcnet_hiddens\": [8]}}"));
    assertThat(sac.getList("q_model.fcnet_hiddens")).isEqualTo(List.of(8L));
    assertThat(sac.getString("q_model.fcnet_activation")).isEqualTo("relu");
    assertThat(sac.getDouble("optimization.entropy_learning_rate")).isEqualTo(3e-4);
    assertThat(DdpgSettings.ALL.defaults().getDouble("tau")).isEqualTo(0.002);
    assertThat(DdpgSettings.TD3.defaults().getDouble("tau")).isEqualTo(0.005);
    assertThat(DdpgSettings.TD3.defaults().getString("exploration_config.type"))
        .isEqualTo("GaussianNoise");
    for (Settings values : List.of(SimpleQSettings.ALL, DqnSettings.ALL)) {
      assertThat(values.defaults().get("evaluation_config.explore")).isEqualTo(false);
    }
    for (Settings actions : List.of(DdpgSettings.ALL, DdpgSettings.TD3)) {
      assertThat(actions.defaults().get("evaluation_config.explore")).isEqualTo(false);
    }
    assertThat(sac.getConfig("evaluation_config")).isEqualTo(Config.empty());
  }

  @Test
  void filesOfRllibAreAccepted() {
    Config config =
        Config.parse(
            """
            {"env": "CartPole-v0", "framework": "torch", "num_gpus": 0, "num_workers": 0, "eager_tracing": true,
             "tf_session_args": {"device_count": {"CPU": 1}}, "log_level": "INFO", "min_iter_time_s": 1,
             "evaluation_config": {"explore": false}, "monitor": false, "callbacks": null,
             "multiagent": {"policies": {}, "count_steps_by": "env_steps"},
             "buffer_size": 1000, "sample_batch_size": 8, "num_atoms": 1, "train_batch_size": 6.4e1}
            """);
    Config resolved = DqnSettings.ALL.resolve(config);
    assertThat(resolved.getLong("replay_buffer_config.capacity")).isEqualTo(1000);
    assertThat(resolved.getLong("rollout_fragment_length")).isEqualTo(8);
    assertThat(Binding.bind(CommonConfig.class, resolved).trainBatchSize()).isEqualTo(64);
  }

  @Test
  void allProblemsComeAtOnceWithHints() {
    assertThatThrownBy(
            () ->
                PpoSettings.ALL.resolve(
                    Config.parse("{\"gama\": 0.9, \"lr\": \"fast\", \"env\": \"CartPole-v9\"}")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no key gama")
        .hasMessageContaining("Maybe use gamma")
        .hasMessageContaining("lr: must be a number from 0")
        .hasMessageContaining("Maybe use CartPole-v0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\": {\"use_lstm\": true}}",
        "{\"model\": {\"use_attention\": true}}",
        "{\"multiagent\": {\"policies\": {\"a\": null}}}",
      })
  void whatIsKnownButMissingIsRefused(String config) {
    assertThatThrownBy(() -> DqnSettings.ALL.resolve(Config.parse(config)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not supported yet");
  }

  @Test
  void anotherExplorationReplacesTheDefaultWhole() {
    Config soft =
        DqnSettings.ALL.resolve(Config.parse("{\"exploration_config\": {\"type\": \"SoftQ\"}}"));
    assertThat(soft.getConfig("exploration_config"))
        .isEqualTo(Config.parse("{\"type\": \"SoftQ\"}"));
    Config greedy =
        DqnSettings.ALL.resolve(
            Config.parse("{\"exploration_config\": {\"epsilon_timesteps\": 7}}"));
    assertThat(greedy.getDouble("exploration_config.final_epsilon")).isEqualTo(0.02);
  }

  @Test
  void evaluationMayHaveOtherValuesUnderOtherNames() {
    Config user =
        Config.parse(
            """
            {"rollout_fragment_length": 8, "buffer_size": 10, "vf_share_layers": true,
             "evaluation_config": {"sample_batch_size": 16, "buffer_size": 20, "vf_share_layers": false}}
            """);
    Config there = DqnSettings.ALL.inEvaluation(user, Config.parse("{\"explore\": true}"));
    assertThat(there.getLong("rollout_fragment_length")).isEqualTo(16);
    assertThat(there.getLong("replay_buffer_config.capacity")).isEqualTo(20);
    assertThat(there.getBoolean("model.vf_share_layers")).isFalse();
    assertThat(there.getBoolean("explore")).isTrue();
    Config resolved = DqnSettings.ALL.resolve(user);
    assertThat(resolved.getLong("rollout_fragment_length")).isEqualTo(8);
    assertThat(resolved.getLong("evaluation_config.rollout_fragment_length")).isEqualTo(16);
    assertThat(resolved.getBoolean("evaluation_config.explore")).isFalse();
  }

  @Test
  void anotherExplorationInEvaluationReplacesTheOtherWhole() {
    Config user =
        Config.parse(
            """
            {"exploration_config": {"type": "SoftQ", "temperature": 2.0},
             "evaluation_config": {"exploration_config": {"type": "Random"}}}
            """);
    assertThat(exploration(user)).isEqualTo(Config.parse("{\"type\": \"Random\"}"));
    Config greedy = user.with("evaluation_config.exploration_config.type", "EpsilonGreedy");
    assertThat(exploration(greedy))
        .isEqualTo(DqnSettings.ALL.defaults().getConfig("exploration_config"));
    Config same = user.with("evaluation_config.exploration_config", Map.of("temperature", 3.0));
    assertThat(exploration(same))
        .isEqualTo(Config.parse("{\"type\": \"SoftQ\", \"temperature\": 3.0}"));
  }

  private static Config exploration(Config user) {
    return DqnSettings.ALL.inEvaluation(user, Config.empty()).getConfig("exploration_config");
  }

  /** With places, which only the reader of a file knows. */
  @Test
  void mistakesInMapsAreFoundBeforeATrialStarts() {
    Problems problems = new Problems();
    SearchSpace.parse(
        YamlReader.read(
            """
            config:
              evaluation_config:
                explor: false
                sample_batch_size: 7
                horizon: soon
                exploration_config: {type: SoftQ, temprature: 1}
                evaluation_config: {}
              exploration_config:
                type: ParameterNoise
                sub_exploration: {type: EpsilonGreedi, epsilon_timesteps: 2}
            """,
            "sweep.yaml",
            problems),
        ConfigSchema.of(
            List.of(
                new ConfigSchema.Key(
                    "config", new ValueType.MapOf(DqnSettings.ALL.schema()), "keys")),
            Map.of()),
        problems);
    assertThat(problems.list()).hasSize(5);
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("config.evaluation_config.explor: is no known key")
        .hasMessageContaining("at sweep.yaml:3:5")
        .hasMessageContaining("Maybe use explore")
        .hasMessageContaining("config.evaluation_config.horizon: must be a whole number")
        .hasMessageContaining("config.evaluation_config.exploration_config.temprature: is no")
        .hasMessageContaining("config.evaluation_config.evaluation_config: is no known key")
        .hasMessageContaining("config.exploration_config.sub_exploration.type: must be an")
        .hasMessageContaining("Maybe use EpsilonGreedy");
  }

  private static Set<String> used(Settings settings) {
    return settings.list().stream()
        .filter(s -> s.use() == Use.USED)
        .map(Setting::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What tries whole episodes has no use for keys of steps. */
  private static Set<String> evolved(String own) throws ClassNotFoundException {
    Set<String> keys = components(own);
    EvolutionSettings.ALL.list().stream()
        .filter(s -> s.use() == Use.MEANINGLESS)
        .map(Setting::name)
        .forEach(keys::remove);
    return keys;
  }

  private static Set<String> without(Set<String> keys, String... fixed) {
    keys.removeAll(Set.of(fixed));
    return keys;
  }

  private static Set<String> components(String... own) throws ClassNotFoundException {
    Set<String> all = keys(CommonConfig.class);
    all.addAll(keys(OfflineConfig.class));
    all.addAll(keys(CallbackConfig.class));
    all.addAll(keys(EvaluationConfig.class));
    for (String record : own) {
      all.addAll(keys(Class.forName("org.tune4j.rl." + record)));
    }
    return all;
  }

  private static Set<String> keys(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .map(Binding::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
