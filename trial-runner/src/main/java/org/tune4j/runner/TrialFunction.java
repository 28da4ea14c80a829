package org.tune4j.runner;

/**
 * A whole training as one function; it reports as often as it likes and returns when it is done.
 */
@FunctionalInterface
public interface TrialFunction {
  void run(TrialContext context, ReportSink report) throws Exception;
}
