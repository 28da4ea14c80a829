package org.tune4j.runner;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables of a trial's process. */
final class TrialEnvironment {
  static final String CONFIG_FILE = "TUNE_CONFIG_FILE";
  static final String CHECKPOINT_IN = "TUNE_CHECKPOINT_IN";
  static final String CHECKPOINT_OUT = "TUNE_CHECKPOINT_OUT";
  static final String RESULTS_FILE = "TUNE_RESULTS_FILE";
  static final String PLACEMENT = "TUNE_PLACEMENT";
  static final String TRIAL_FOLDER = "TUNE_TRIAL_FOLDER";

  private static final String CONFIG = "TUNE_CONFIG_";
  private static final String TRIAL = "TUNE_TRIAL_";

  /** Linux takes no longer text than 128 KiB; what is longer stands in the config's file. */
  private static final int MAX_VALUE_LENGTH = 30_000;

  private TrialEnvironment() {}

  /**
   * All variables: those of the member, those of the trial, and those of the sweep, where the later
   * win.
   *
   * @param restored the checkpoint to go on from; {@code null} for a start from scratch
   */
  static Map<String, String> of(
      Assignment trial, ProcessSpec spec, TrialFolder folder, @Nullable Path restored) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(TrialEnvironment::isOfAnotherTrial);
    addConfig(trial, variables);
    variables.put(CONFIG_FILE, folder.config().toString());
    variables.put(TRIAL + "ID", trial.trialId());
    variables.put(TRIAL + "NUMBER", CommandTemplate.number(trial.trialId()));
    variables.put(TRIAL + "SEED", String.valueOf(trial.seed()));
    variables.put(TRIAL + "ATTEMPT", String.valueOf(trial.attempt()));
    variables.put(TRIAL_FOLDER, folder.root().toString());
    variables.put(CHECKPOINT_OUT, folder.checkpoints().toString());
    if (restored != null) {
      variables.put(CHECKPOINT_IN, restored.toAbsolutePath().toString());
    }
    if (spec.resultsFile() != null) {
      variables.put(RESULTS_FILE, folder.root().resolve(spec.resultsFile()).toString());
    }
    addDevices(trial, variables);
    variables.putAll(spec.env());
    return variables;
  }

  /** A member may itself run inside of a trial. */
  private static boolean isOfAnotherTrial(String name) {
    return name.startsWith(CONFIG)
        || name.startsWith(TRIAL)
        || name.startsWith("TUNE_CHECKPOINT_")
        || name.equals(RESULTS_FILE);
  }

  private static void addConfig(Assignment trial, Map<String, String> variables) {
    trial
        .config()
        .leaves()
        .forEach(
            (path, value) -> {
              String text = CommandTemplate.text(value);
              if (text.length() <= MAX_VALUE_LENGTH && text.indexOf('\0') < 0) {
                variables.put(CONFIG + variable(path), text);
              }
            });
  }

  /** {@code model.hidden-size} becomes {@code MODEL_HIDDEN_SIZE}. */
  private static String variable(String path) {
    return path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static void addDevices(Assignment trial, Map<String, String> variables) {
    variables.put(PLACEMENT, StepJson.write(StepJson.map(trial.placement())));
    variables.put("CUDA_VISIBLE_DEVICES", String.join(",", trial.placement().gpus()));
    int threads = Math.max(1, (int) Math.floor(trial.placement().resources().cpu()));
    variables.put("OMP_NUM_THREADS", String.valueOf(threads));
  }
}
