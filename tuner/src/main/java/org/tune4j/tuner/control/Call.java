package org.tune4j.tuner.control;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.SweepStatus;
import org.tune4j.yaml.Problem;

/** The bodies of requests and responses. */
final class Call {
  static final String HELLO = "/v1/hello";
  static final String SUBMIT = "/v1/submit";
  static final String STOP = "/v1/stop";
  static final String RESUME = "/v1/resume";
  static final String STATUS = "/v1/status";
  static final String LOGS = "/v1/logs";

  private Call() {}

  /** Nothing to say. */
  record Empty() {}

  /** Who a server is: the id of its start. */
  record Hello(String id) {
    Hello {
      Objects.requireNonNull(id);
    }
  }

  /** {@link Control#submit}. */
  record Submit(List<SweepText> files, String user, @Nullable Long seed) {
    Submit {
      files = List.copyOf(files);
      User.check(user);
    }
  }

  /** {@link Control#stop}. */
  record Stop(String sweep, String user) {
    Stop {
      Objects.requireNonNull(sweep);
      User.check(user);
    }
  }

  /** What a sweep was when it was to be stopped. */
  record Stopped(SweepStatus was) {
    Stopped {
      Objects.requireNonNull(was);
    }
  }

  /** Whether a sweep goes on. */
  record Resumed(boolean goesOn) {}

  /** {@link Control#resume}. */
  record Resume(String sweep, @Nullable Integer numSamples, String user) {
    Resume {
      Objects.requireNonNull(sweep);
      User.check(user);
    }
  }

  /** The names of sweeps. */
  record Names(List<String> names) {
    Names {
      names = List.copyOf(names);
    }
  }

  /** What the user has to change. */
  record Refusal(List<Problem> problems) {
    Refusal {
      problems = List.copyOf(problems);
    }
  }

  /** The server's time, for whoever has another. */
  record OtherTime(long serverMillis) {}

  /** What went wrong within the server. */
  record Failure(String message) {
    Failure {
      Objects.requireNonNull(message);
    }
  }
}
