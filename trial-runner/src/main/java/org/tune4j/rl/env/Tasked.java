package org.tune4j.rl.env;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;

/** Gives another environment tasks: one that was set waits for the next reset. */
final class Tasked extends Wrapper implements TaskEnvironment {

  /** What the tasks of an environment are. */
  interface Kind {
    /** The task that the environment was made with. */
    Object first();

    Object sample(RandomGenerator random);

    /**
     * What {@link #begin} needs to know of a task.
     *
     * @throws IllegalArgumentException when it is no task of this environment
     */
    double[] read(Object task);

    /** Makes the environment one with this task. */
    void begin(double[] task);
  }

  private final Kind kind;
  private Object present;
  private Object next;

  Tasked(SaveableEnvironment inner, Kind kind) {
    super(inner);
    this.kind = kind;
    present = value(kind.first());
    next = present;
    kind.begin(kind.read(present));
  }

  @Override
  public List<Object> sampleTasks(int n, RandomGenerator random) {
    List<Object> sampled = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      sampled.add(value(kind.sample(random)));
    }
    return Collections.unmodifiableList(sampled);
  }

  @Override
  public void setTask(Object task) {
    Object value = value(task);
    kind.read(value);
    next = value;
  }

  @Override
  public Object task() {
    return next;
  }

  @Override
  public float[] reset(RandomGenerator random) {
    begin(next);
    return inner.reset(random);
  }

  @Override
  public void save(StateWriter out) {
    out.put("present_task", Tasks.write(present));
    out.put("next_task", Tasks.write(next));
    inner.save(out);
  }

  @Override
  public void restore(StateReader in, RandomGenerator random) {
    begin(saved(in.getString("present_task")));
    next = saved(in.getString("next_task"));
    inner.restore(in, random);
  }

  private void begin(Object task) {
    if (!task.equals(present)) {
      present = task;
      kind.begin(kind.read(task));
    }
  }

  private static Object saved(String text) {
    return value(Objects.requireNonNull(Tasks.read(text)));
  }

  /** As a config holds it: unmodifiable, whole numbers as {@code Long}. */
  private static Object value(Object task) {
    return Objects.requireNonNull(Config.of(Map.of("task", task)).get("task"));
  }
}
