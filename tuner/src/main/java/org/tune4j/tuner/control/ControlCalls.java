package org.tune4j.tuner.control;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.yaml.InvalidInputException;

/** From the path and the body of a request to a call and its answer. Thread-safe. */
record ControlCalls(Control control) {
  private static final Logger LOG = LoggerFactory.getLogger(ControlCalls.class);

  Answer answer(String path, String body) {
    try {
      Object result = call(path, body);
      return result == null
          ? Answer.of(Answer.UNKNOWN, new Call.Failure("there is no call " + path))
          : Answer.of(Answer.OK, result);
    } catch (InvalidInputException e) {
      return Answer.of(Answer.REFUSED, new Call.Refusal(e.problems()));
    } catch (IOException e) {
      return e.getCause() instanceof InvalidInputException refusal
          ? Answer.of(Answer.REFUSED, new Call.Refusal(refusal.problems()))
          : Answer.of(Answer.MALFORMED, new Call.Failure("the request was not understood"));
    } catch (RuntimeException e) {
      LOG.error("control: {} failed", path, e);
      return Answer.of(Answer.FAILED, new Call.Failure(String.valueOf(e.getMessage())));
    }
  }

  /** What the call returns; {@code null} when there is none of that name. */
  private @Nullable Object call(String path, String body) throws IOException {
    return switch (path) {
      case Call.SUBMIT -> {
        Call.Submit submit = ControlJson.read(body, Call.Submit.class);
        yield new Call.Names(control.submit(submit.files(), submit.user(), submit.seed()));
      }
      case Call.STOP -> {
        Call.Stop stop = ControlJson.read(body, Call.Stop.class);
        yield new Call.Stopped(control.stop(stop.sweep(), stop.user()));
      }
      case Call.RESUME -> {
        Call.Resume resume = ControlJson.read(body, Call.Resume.class);
        yield new Call.Resumed(control.resume(resume.sweep(), resume.numSamples(), resume.user()));
      }
      case Call.STATUS -> control.status();
      case Call.LOGS -> control.logs(ControlJson.read(body, LogQuery.class));
      default -> null;
    };
  }
}
