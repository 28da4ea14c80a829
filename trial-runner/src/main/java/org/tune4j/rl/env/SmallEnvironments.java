package org.tune4j.rl.env;

import static org.tune4j.rl.env.BuiltInEnvironment.NO_LIMIT;
import static org.tune4j.rl.env.BuiltInEnvironment.NO_THRESHOLD;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.PointEnv.Form;

/**
 * The names of grids, points, memory tests, bandits and games, and how their {@code env_config} is
 * read.
 */
final class SmallEnvironments {
  private static final int BREAKOUT_LIMIT = 10_000;

  private SmallEnvironments() {}

  static void addTo(Map<String, Function<EnvContext, Environment>> all) {
    all.put("FrozenLake-v1", context -> frozenLake(context, "4x4", 100));
    all.put("FrozenLake8x8-v1", context -> frozenLake(context, "8x8", 200));
    all.put("FrozenLake-Curriculum", SmallEnvironments::levels);
    all.put("PointEnv", SmallEnvironments::point);
    all.put("SparsePointEnv", SmallEnvironments::sparsePoint);
    all.put("RepeatAfterMe", SmallEnvironments::repeatAfterMe);
    all.put("RepeatInitialObs", SmallEnvironments::repeatInitial);
    all.put("SimpleCorridor", SmallEnvironments::corridor);
    all.put("SimpleContextualBandit", SmallEnvironments::signs);
    all.put("LinearDiscreteBandit", SmallEnvironments::linear);
    all.put("WheelBandit", SmallEnvironments::wheel);
    all.put("Breakout-10x10", SmallEnvironments::breakout);
  }

  private static Environment frozenLake(EnvContext context, String name, int stepLimit) {
    EnvKeys keys = new EnvKeys(context, "desc", "map_name", "is_slippery");
    String map = keys.word("map_name", name, "4x4", "8x8");
    boolean small = map.equals("4x4");
    boolean slippery = keys.flag("is_slippery", true);
    int limit = keys.stepLimit(stepLimit);
    if (keys.has("desc")) {
      return new FrozenLake(
          rows(context.envConfig().getList("desc")), slippery, limit, NO_THRESHOLD);
    }
    return new FrozenLake(
        small ? FrozenLake.SMALL : FrozenLake.LARGE, slippery, limit, small ? 0.7 : 0.85);
  }

  private static List<String> rows(List<@Nullable Object> desc) {
    return desc.stream().map(String::valueOf).toList();
  }

  private static Environment levels(EnvContext context) {
    int limit = new EnvKeys(context, "start_level").stepLimit(LakeTasks.STEP_LIMIT);
    FrozenLake lake = new FrozenLake(LakeTasks.LEVELS.getFirst(), false, limit, NO_THRESHOLD);
    Tasked levels = new Tasked(lake, new LakeTasks(lake));
    levels.setTask(context.envConfig().getLong("start_level", 1));
    return levels;
  }

  private static Environment point(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "form", "goal", "arena_size", "done_bonus", "never_done");
    Form form =
        Form.valueOf(
            keys.word("form", "garage", "garage", "rllab", "teaching").toUpperCase(Locale.ROOT));
    boolean garage = form == Form.GARAGE;
    PointEnv point =
        new PointEnv(
            new PointEnv.Options(
                form,
                keys.positive("arena_size", garage ? 5 : Double.POSITIVE_INFINITY),
                keys.number("done_bonus", 0),
                keys.flag("never_done", false)),
            keys.stepLimit(100));
    double first = garage ? 1 : 0;
    Tasked tasked = new Tasked(point, new PointTasks(point, List.of(first, first)));
    if (keys.has("goal")) {
      tasked.setTask(Map.of("goal", context.envConfig().getList("goal")));
    }
    return tasked;
  }

  private static Environment sparsePoint(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "goal", "distance", "goal_radius", "semicircle", "dense");
    boolean semicircle = keys.flag("semicircle", false);
    SparsePointEnv point =
        new SparsePointEnv(semicircle, keys.flag("dense", false), keys.stepLimit(100));
    double[] goal = TaskValues.pair(context.envConfig().asMap(), "goal");
    return new Tasked(
        point,
        new SparsePointTasks(
            point,
            keys.positive("distance", 3),
            keys.positive("goal_radius", 0.3),
            semicircle,
            goal == null ? null : List.of(goal[0], goal[1])));
  }

  private static Environment repeatAfterMe(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "repeat_delay", "episode_len", "continuous");
    return new RepeatAfterMe(
        keys.flag("continuous", false),
        keys.whole("repeat_delay", 1, 0),
        keys.whole("episode_len", 100, 1),
        keys.stepLimit(NO_LIMIT));
  }

  private static Environment repeatInitial(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "episode_len");
    return new RepeatInitialObs(keys.whole("episode_len", 100, 1), keys.stepLimit(NO_LIMIT));
  }

  private static Environment corridor(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "corridor_length");
    return new SimpleCorridor(keys.whole("corridor_length", 10, 1), keys.stepLimit(NO_LIMIT));
  }

  private static Environment signs(EnvContext context) {
    return new Bandit(new SignArms(), new EnvKeys(context).stepLimit(1));
  }

  private static Environment linear(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "feature_dim", "num_actions", "reward_noise_std", "seed");
    return new Bandit(
        new LinearArms(
            keys.whole("feature_dim", 8, 1),
            keys.whole("num_actions", 4, 1),
            keys.number("reward_noise_std", 0.01),
            context.envConfig().getLong("seed", 1)),
        keys.stepLimit(1));
  }

  private static Environment wheel(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "delta", "mu_1", "mu_2", "mu_3", "std");
    return new Bandit(
        new WheelArms(
            keys.probability("delta", 0.5),
            keys.number("mu_1", 1.2),
            keys.number("mu_2", 1),
            keys.number("mu_3", 50),
            keys.number("std", 0.01)),
        keys.stepLimit(1));
  }

  private static Environment breakout(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "minimal_actions", "sticky_action_prob");
    return new Breakout(
        keys.flag("minimal_actions", true) ? 3 : 6,
        keys.probability("sticky_action_prob", 0.1),
        keys.stepLimit(BREAKOUT_LIMIT));
  }
}
