package org.tune4j.rl.algorithm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.env.Tasks;
import org.tune4j.rl.preprocess.FilterState;
import org.tune4j.rl.rollout.RolloutWorker;
import org.tune4j.rl.rollout.SampleRequest;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;

/** What a trial asks of a worker on another member, and what that answers, as bytes. */
final class WorkerCall {
  private static final byte[] NOTHING = {};

  /** Which method of a worker is meant. */
  private enum Method {
    SAMPLE,
    SET_TASK,
    TELL,
    SAVE,
    RESTORE
  }

  private WorkerCall() {}

  static byte[] sample(SampleRequest request) {
    return call(
        Method.SAMPLE,
        out -> {
          float[] parameters = request.parameters();
          out.put("has_parameters", parameters != null);
          if (parameters != null) {
            out.put("parameters", parameters);
          }
          FilterState filter = request.filter();
          out.put("has_filter", filter != null);
          if (filter != null) {
            filter.save(out);
          }
          out.put("steps", request.steps());
          out.put("episodes", request.episodes());
          out.put("explore", request.explore());
          out.put("step", request.step());
        });
  }

  static byte[] setTask(int environment, Object task) {
    return call(
        Method.SET_TASK,
        out -> {
          out.put("environment", environment);
          out.put("task", Tasks.write(task));
        });
  }

  static byte[] tell(String result) {
    return call(Method.TELL, out -> out.put("result", result.getBytes(UTF_8)));
  }

  static byte[] save() {
    return call(Method.SAVE, out -> {});
  }

  static byte[] restore(byte[] state) {
    return call(Method.RESTORE, out -> out.put("state", state));
  }

  /** Has a worker do what is asked for, and answers. */
  static byte[] answer(byte[] call, RolloutWorker worker) {
    StateReader in = StateReader.of(call);
    return switch (Method.valueOf(in.getString("method"))) {
      case SAMPLE -> StateWriter.bytes(worker.sample(request(in))::save);
      case SET_TASK -> {
        worker.giveTask(in.getInt("environment"), Tasks.normal(Tasks.read(in.getString("task"))));
        yield NOTHING;
      }
      case TELL -> {
        worker.tell(new String(in.getBytes("result"), UTF_8));
        yield NOTHING;
      }
      case SAVE -> StateWriter.bytes(worker::save);
      case RESTORE -> fresh(worker.restore(StateReader.of(in.getBytes("state"))));
    };
  }

  /** What a worker answered to {@link #restore}. */
  static boolean[] fresh(byte[] answer, int environments) {
    boolean[] fresh = new boolean[environments];
    for (int i = 0; i < environments; i++) {
      fresh[i] = answer[i] != 0;
    }
    return fresh;
  }

  private static byte[] fresh(boolean[] fresh) {
    byte[] bytes = new byte[fresh.length];
    for (int i = 0; i < fresh.length; i++) {
      bytes[i] = (byte) (fresh[i] ? 1 : 0);
    }
    return bytes;
  }

  private static SampleRequest request(StateReader in) {
    float @Nullable [] parameters =
        in.getBoolean("has_parameters") ? in.getFloats("parameters") : null;
    FilterState filter = in.getBoolean("has_filter") ? FilterState.read(in) : null;
    return new SampleRequest(
        parameters,
        filter,
        in.getInt("steps"),
        in.getInt("episodes"),
        in.getBoolean("explore"),
        in.getLong("step"));
  }

  private static byte[] call(Method method, Consumer<StateWriter> content) {
    return StateWriter.bytes(
        out -> {
          out.put("method", method.name());
          content.accept(out);
        });
  }
}
