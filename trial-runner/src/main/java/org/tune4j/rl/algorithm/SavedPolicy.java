package org.tune4j.rl.algorithm;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.Tasks;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/**
 * What acts of a checkpoint, in a file of its own: to play with it needs no replay buffer and no
 * recorded input.
 *
 * @param subject the policy
 * @param task what evaluation is to play; {@code null}: what the environment begins with
 */
record SavedPolicy(Evaluation.Subject subject, @Nullable Object task) {
  private static final String FILE = "policy.bin";

  void write(Path folder) throws IOException {
    try (var out = new StateWriter(folder.resolve(FILE))) {
      out.put("parameters", subject.parameters());
      subject.filter().save(out);
      out.put("step", subject.step());
      out.put("task", Tasks.write(task));
    }
  }

  static SavedPolicy read(Path folder) throws IOException {
    try (var in = new StateReader(folder.resolve(FILE))) {
      float[] parameters = in.getFloats("parameters");
      FilterState filter = FilterState.read(in);
      long step = in.getLong("step");
      return new SavedPolicy(
          new Evaluation.Subject(parameters, filter, step), Tasks.read(in.getString("task")));
    }
  }
}
