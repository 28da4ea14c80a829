package org.tune4j.rl.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.state.SavedRandom;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** Looks at what only some environments promise: to be saved, and to take tasks. */
final class PromiseCheck {
  private static final int TASKS = 3;

  private PromiseCheck() {}

  static void check(Player player, Findings findings) {
    if (player.environment() instanceof SaveableEnvironment environment) {
      saving(player, environment, findings);
    }
    if (player.environment() instanceof TaskEnvironment environment) {
      tasks(player, environment, findings);
    }
  }

  /** Saves in an episode, plays on, goes back and plays the same again. */
  private static void saving(Player player, SaveableEnvironment environment, Findings findings) {
    SavedRandom random = new SavedRandom(3, "saved", 0);
    player.reset(random);
    if (player.steps() > 1) {
      Step step = player.step(new SavedRandom(3, "choice", 0));
      if (step.terminated() || step.truncated()) {
        player.reset(random);
      }
    }
    try {
      Path file = Files.createTempFile("environment", ".bin");
      try {
        save(environment, random, file);
        List<Object> first = player.rest(4);
        restore(environment, random, file);
        if (!RepeatCheck.same(first, player.rest(4))) {
          findings.add(
              "restore: the rest of a saved episode must be the same",
              "save every field that changes, and take the generator that restore gets");
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void save(SaveableEnvironment environment, SavedRandom random, Path file)
      throws IOException {
    try (StateWriter out = new StateWriter(file)) {
      Player.call(
          "save",
          () -> {
            environment.save(out);
            return true;
          });
      random.save(out, "random");
    }
  }

  private static void restore(SaveableEnvironment environment, SavedRandom random, Path file)
      throws IOException {
    try (StateReader in = new StateReader(file)) {
      Player.call(
          "restore",
          () -> {
            environment.restore(in, random);
            return true;
          });
      random.restore(in, "random");
    }
  }

  private static void tasks(Player player, TaskEnvironment environment, Findings findings) {
    List<Object> tasks =
        Player.call(
            "sampleTasks", () -> environment.sampleTasks(TASKS, new SavedRandom(5, "tasks", 0)));
    if (tasks.size() != TASKS) {
      findings.add(
          "sampleTasks: must return as many tasks as asked for (" + tasks.size() + ")",
          "draw one for each, with repetition");
    }
    for (Object task : tasks) {
      if (!task(player, environment, task, findings)) {
        return;
      }
    }
  }

  /** Sets one task; whether all is well. */
  private static boolean task(
      Player player, TaskEnvironment environment, Object task, Findings findings) {
    if (!isValue(task)) {
      findings.add(
          "sampleTasks: a task must be a number, a text, a truth value, or a list or map of them ("
              + task
              + ")",
          "return a map of the fields of your task's class");
      return false;
    }
    List<Object> before = player.episode(6);
    player.reset(new SavedRandom(6, "episode", 0));
    Player.call(
        "setTask to " + task,
        () -> {
          environment.setTask(task);
          return true;
        });
    List<Object> rest = player.rest(6);
    if (!RepeatCheck.same(before.subList(1, before.size()), rest)) {
      findings.add(
          "setTask: must not change the episode that is under way",
          "keep the new task aside, and take it up in reset");
      return false;
    }
    if (!isValue(environment.task()) || !value(environment.task()).equals(value(task))) {
      findings.add(
          "task: must be the one that was set last (" + environment.task() + ", not " + task + ")",
          "keep it in a field");
      return false;
    }
    return true;
  }

  private static boolean isValue(Object task) {
    try {
      value(task);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Config value(Object task) {
    return Config.of(Map.of("task", task));
  }
}
