package org.tune4j.tuner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.Column;
import org.tune4j.results.ResultsReader;
import org.tune4j.results.RowSink;
import org.tune4j.runner.CheckpointArchive;
import org.tune4j.runner.Evaluable;
import org.tune4j.runner.Trainable;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.runner.TrialContext;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.trial.Trial;
import org.tune4j.tuner.CheckpointStore;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tune evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Plays episodes with the policy of a trial's checkpoint.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TRIAL", description = "Such as cartpole_00003, or cartpole/3.")
  private String name;

  @Mixin private ResultsFolder results;
  @Mixin private Format format;

  @Option(names = "--episodes", paramLabel = "N", description = "How many (default: 10).")
  private int episodes = 10;

  @Option(
      names = "--checkpoint",
      paramLabel = "WHICH",
      description = "newest, best, or an iteration (default: newest).")
  private String which = KnownTrials.NEWEST;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where chance comes from (default: the trial's seed).")
  private @Nullable Long seed;

  @Option(names = "--explore", description = "Explore; otherwise the most likely action is taken.")
  private boolean explore;

  @Option(
      names = "--env-config",
      paramLabel = "JSON",
      description = "Laid over the trial's env_config, such as '{\"goal_radius\": 0.1}'.")
  private String envConfig = "{}";

  @Override
  public Integer call() throws Exception {
    if (episodes < 1) {
      throw new InvalidInputException(
          new Problem("evaluate: --episodes: must be at least 1 (" + episodes + ")", null, null));
    }
    results.mustExist();
    Evaluable.Request request =
        new Evaluable.Request(episodes, seed, explore, envConfig(envConfig));
    KnownTrials.Found found;
    try (ResultsReader reader = ResultsReader.open(results.folder())) {
      found = KnownTrials.find(reader, name, which);
    }
    Path file =
        new CheckpointStore(results.folder()).file(found.trial().sweep(), found.checkpoint());
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          new Problem(
              "evaluate: the checkpoint " + file + " is gone", null, "look at another machine"));
    }
    PrintWriter out = spec.commandLine().getOut();
    print(found, play(found.trial(), file, request), format.to(out));
    out.flush();
    return ExitCode.OK;
  }

  private static Config envConfig(String json) {
    try {
      return Config.parse(json);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          new Problem(
              "evaluate: --env-config: must be a JSON object (" + json + ")",
              null,
              "put it between single quotes"));
    }
  }

  private static List<Evaluable.Played> play(Trial trial, Path file, Evaluable.Request request)
      throws Exception {
    Path folder = Files.createTempDirectory("tune-evaluate-");
    try (Trainable made = TrainableRegistry.load().resolve(trial.trainable()).create()) {
      if (!(made instanceof Evaluable policy)) {
        throw new InvalidInputException(
            new Problem(
                "evaluate: %s runs %s, which has no policy"
                    .formatted(trial.id(), trial.trainable()),
                null,
                null));
      }
      CheckpointArchive.unpack(file, folder);
      Placement here = Placement.on("here", Resources.ONE_CPU);
      return policy.evaluate(
          new TrialContext(trial.id(), 1, trial.config(), trial.seed(), here, folder),
          CheckpointArchive.trainableFolder(folder),
          request);
    } finally {
      CheckpointArchive.delete(folder);
    }
  }

  private static void print(KnownTrials.Found found, List<Evaluable.Played> played, RowSink sink)
      throws IOException {
    DoubleSummaryStatistics rewards =
        played.stream().mapToDouble(Evaluable.Played::reward).summaryStatistics();
    double length = played.stream().mapToLong(Evaluable.Played::length).average().orElse(0);
    sink.columns(
        List.of(
            new Column("trial", false),
            new Column("training_iteration", true),
            new Column("episodes", true),
            new Column("episode_reward_mean", true),
            new Column("episode_reward_min", true),
            new Column("episode_reward_max", true),
            new Column("episode_len_mean", true)));
    sink.row(
        Arrays.asList(
            found.trial().id(),
            (long) found.checkpoint().trainingIteration(),
            rewards.getCount(),
            rewards.getAverage(),
            rewards.getMin(),
            rewards.getMax(),
            length));
    sink.end();
  }
}
