package io.outpost.chart.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must hold of every workflow; GitHub itself would say some of it, but only when it runs. */
enum WorkflowRule {
    KEYS_ARE_KNOWN {
        @Override
        void check(Workflow workflow, List<String> broken) {
            addUnknown("the workflow", workflow.tree(), OF_WORKFLOW, broken);
            workflow.jobs()
                    .forEach(job -> addUnknown(job.getKey(), job.getValue(), OF_JOB, broken));
            workflow.steps().forEach(step -> addUnknown("a step", step, OF_STEP, broken));
            workflow.steps()
                    .filter(step -> step.has("uses") == step.has("run"))
                    .forEach(step -> broken.add("neither an action nor a script: " + step));
        }
    },

    /** The token may read the sources, and a job says what else it needs. */
    PERMISSIONS_ARE_THE_LEAST {
        @Override
        void check(Workflow workflow, List<String> broken) {
            JsonNode all = workflow.tree().path("permissions");
            if (!all.isObject()) {
                broken.add("the workflow names no permissions");
            }
            all.properties().stream()
                    .filter(one -> one.getValue().asText().equals("write"))
                    .forEach(one -> broken.add("every job may write " + one.getKey()));
            workflow.jobs().stream()
                    .filter(job -> job.getValue().path("permissions").isTextual())
                    .forEach(job -> broken.add(job.getKey() + " may do everything"));
        }
    },

    /** A tag can be moved to another commit by its owner, a commit cannot. */
    ACTIONS_ARE_PINNED {
        @Override
        void check(Workflow workflow, List<String> broken) {
            workflow.text()
                    .lines()
                    .filter(line -> line.matches("[ -]*uses: .*"))
                    .filter(line -> !line.contains("uses: ./"))
                    .filter(line -> !line.matches(PINNED))
                    .forEach(line -> broken.add(line.strip()));
        }
    },
    NOTHING_IS_THE_LATEST {
        @Override
        void check(Workflow workflow, List<String> broken) {
            workflow.text()
                    .lines()
                    .filter(line -> line.contains("latest"))
                    .forEach(line -> broken.add(line.strip()));
        }
    },
    JOBS_HAVE_A_MACHINE_AND_AN_END {
        @Override
        void check(Workflow workflow, List<String> broken) {
            workflow.jobs().stream()
                    .filter(job -> !job.getValue().has("uses"))
                    .filter(
                            job ->
                                    !job.getValue().has("timeout-minutes")
                                            || !job.getValue().has("runs-on"))
                    .forEach(job -> broken.add(job.getKey()));
        }
    },

    /** Of the workflow, or of each of its jobs. */
    RUNS_DO_NOT_MEET {
        @Override
        void check(Workflow workflow, List<String> broken) {
            if (!workflow.tree().has("concurrency")) {
                workflow.jobs().stream()
                        .filter(job -> !job.getValue().has("concurrency"))
                        .forEach(job -> broken.add(job.getKey()));
            }
        }
    },
    SHELLS_STOP_AT_A_FAILURE {
        @Override
        void check(Workflow workflow, List<String> broken) {
            if (!workflow.scripts().isEmpty()
                    && !workflow.tree().at("/defaults/run/shell").asText().equals("bash")) {
                broken.add("without shell: bash a failure in a pipe is passed over");
            }
        }
    },

    /** What it stands for would become a part of the script; a variable does not. */
    NO_EXPRESSION_IS_IN_A_SCRIPT {
        @Override
        void check(Workflow workflow, List<String> broken) {
            workflow.scripts().stream()
                    .filter(script -> script.contains("${{"))
                    .forEach(broken::add);
        }
    },
    SCRIPTS_CAN_BE_PARSED {
        @Override
        void check(Workflow workflow, List<String> broken) {
            workflow.scripts().stream()
                    .map(Workflow::complaintOfBash)
                    .filter(complaint -> !complaint.isEmpty())
                    .forEach(broken::add);
        }
    },
    FILES_ARE_THERE {
        @Override
        void check(Workflow workflow, List<String> broken) {
            WorkflowReferences.findMissingFiles(workflow, broken);
        }
    },
    NO_LOGIN_STAYS_IN_THE_CHECKOUT {
        @Override
        void check(Workflow workflow, List<String> broken) {
            workflow.steps()
                    .filter(step -> step.path("uses").asText().startsWith("actions/checkout"))
                    .filter(step -> step.at("/with/persist-credentials").asBoolean(true))
                    .forEach(step -> broken.add(step.toString()));
        }
    },

    /** Jobs, their outputs, steps. */
    REFERENCES_LEAD_SOMEWHERE {
        @Override
        void check(Workflow workflow, List<String> broken) {
            WorkflowReferences.findLooseReferences(workflow, broken);
        }
    },
    CALLED_WORKFLOWS_GET_WHAT_THEY_ASK_FOR {
        @Override
        void check(Workflow workflow, List<String> broken) {
            WorkflowReferences.findWrongInputs(workflow, broken);
        }
    };

    private static final String PINNED =
            ".*uses: [\\w.-]+(/[\\w.-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

    private static final Set<String> OF_WORKFLOW =
            Set.of("name", "on", "permissions", "concurrency", "defaults", "jobs");
    private static final Set<String> OF_JOB =
            Set.of(
                    "needs",
                    "runs-on",
                    "timeout-minutes",
                    "permissions",
                    "environment",
                    "concurrency",
                    "env",
                    "outputs",
                    "steps",
                    "uses",
                    "with",
                    "secrets");
    private static final Set<String> OF_STEP =
            Set.of("id", "name", "if", "uses", "with", "env", "run");

    abstract void check(Workflow workflow, List<String> broken);

    /** What breaks it, one line each. */
    List<String> broken(Workflow workflow) {
        List<String> broken = new ArrayList<>();
        check(workflow, broken);
        return broken;
    }

    private static void addUnknown(
            String where, JsonNode node, Set<String> known, List<String> broken) {
        node.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!known.contains(key)) {
                                broken.add(where + " has " + key);
                            }
                        });
    }
}
