using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets.Csv;

namespace Orchestrator.Training.Datasets;

/// <summary>The embedded data sets: sources, licences, and what is known of their columns.</summary>
internal static class BuiltInTables
{
    private const string PackageLicence = "public data; as redistributed by scikit-learn (BSD-3-Clause)";
    private const string PublicData = "public data";

    private static readonly string[] VoteIssues =
    [
        "handicapped-infants", "water-project-cost-sharing", "adoption-of-the-budget-resolution",
        "physician-fee-freeze", "el-salvador-aid", "religious-groups-in-schools", "anti-satellite-test-ban",
        "aid-to-nicaraguan-contras", "mx-missile", "immigration", "synfuels-corporation-cutback",
        "education-spending", "superfund-right-to-sue", "crime", "duty-free-exports",
        "export-administration-act-south-africa",
    ];

    public static IReadOnlyList<BuiltInTable> All { get; } =
    [
        Titanic(),
        Penguins(),
        Plain(
            "iris",
            "target",
            "R. A. Fisher 1936; UCI Iris",
            PackageLicence,
            "Three species of iris by the size of their flowers."),
        Plain("wine", "target", "UCI Wine", PackageLicence, "Three Italian cultivars by the chemistry of their wines."),
        Plain(
            "breast_cancer",
            "target",
            "UCI Breast Cancer Wisconsin (Diagnostic)",
            PackageLicence,
            "Benign or malignant, by the cell nuclei of a breast mass."),
        Digits(),
        Plain(
            "pima",
            "class",
            "UCI Pima Indians Diabetes",
            PublicData,
            "Diabetes within five years, by eight measurements."),
        Plain("glass", "Type", "UCI Glass Identification", PublicData, "Six types of glass by refraction and oxides."),
        Vote(),
        BreastRecurrence(),
        Plain(
            "breast_w",
            "Class",
            "UCI Breast Cancer Wisconsin (Original)",
            PublicData,
            "Benign or malignant, by nine cytological grades from 1 to 10."),
        .. PublishedTables.All,
    ];

    private static BuiltInTable Plain(string name, string target, string source, string licence, string description) =>
        new(name, target, new DatasetOrigin(source, licence, description), []);

    // Columns, order, scaling and imputation are those of the published boosting study.
    private static BuiltInTable Titanic()
    {
        var origin = new DatasetOrigin("OpenML 40945", "Public", "Who of 1309 passengers of the Titanic survived.");
        return new BuiltInTable("titanic", "survived", origin, [
            new ColumnRule("sex", ColumnKind.Categorical)
            {
                Levels = ["female", "male"],
                Imputation = Imputation.MostFrequent,
            },
            new ColumnRule("embarked", ColumnKind.Categorical)
            {
                Levels = ["C", "Q", "S"],
                Imputation = Imputation.OwnLevel,
            },
            Number("age", Scaling.Standard),
            Number("pclass", Scaling.MinMax),
            Number("sibsp", Scaling.MinMax),
            Number("parch", Scaling.MinMax),
            Number("fare", Scaling.MinMax),
            .. Ignored("name", "ticket", "cabin", "boat", "body", "home.dest"),
        ]);

        static ColumnRule Number(string name, Scaling scaling) => new(name, ColumnKind.Numeric)
        {
            Scaling = scaling,
            Imputation = Imputation.Iterative,
            ImputedMinimum = 0,
        };
    }

    private static BuiltInTable Penguins()
    {
        var origin = new DatasetOrigin(
            "OpenML 42585; Gorman, Williams and Fraser 2014",
            "CC0",
            "Three species of penguin by island, size and sex.");
        return new BuiltInTable("penguins", "species", origin, [
            new ColumnRule("island", ColumnKind.Categorical) { Levels = ["Biscoe", "Dream", "Torgersen"] },
            new ColumnRule("culmen_length_mm"),
            new ColumnRule("culmen_depth_mm"),
            new ColumnRule("flipper_length_mm"),
            new ColumnRule("body_mass_g"),
            new ColumnRule("sex", ColumnKind.Categorical) { Levels = ["FEMALE", "MALE"], AlsoMissing = "_" },
        ]);
    }

    private static BuiltInTable Digits()
    {
        var origin = new DatasetOrigin(
            "UCI Optical Recognition of Handwritten Digits, test part",
            PackageLicence,
            "Ten digits, 8 × 8 pixels from 0 to 16.");
        var pixels = Enumerable.Range(0, 64)
            .Select(i => new ColumnRule($"p{i}", ColumnKind.Numeric) { Scaling = Scaling.MinMax });
        return new BuiltInTable("digits8x8", "target", origin, [.. pixels]);
    }

    private static BuiltInTable Vote()
    {
        var origin = new DatasetOrigin(
            "UCI Congressional Voting Records",
            PublicData,
            "The party of 435 members of Congress by their votes of 1984.");
        var issues = VoteIssues.Select(issue => new ColumnRule(issue, ColumnKind.Categorical) { Levels = ["n", "y"] });
        return new BuiltInTable("vote", "Class", origin, [.. issues]);
    }

    private static BuiltInTable BreastRecurrence()
    {
        var origin = new DatasetOrigin(
            "UCI Breast Cancer (Ljubljana)", PublicData, "Whether breast cancer came back, by nine clinical findings.");
        return new BuiltInTable("breast_recurrence", "Class", origin, [
            Ordered("age", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79"),
            Categories("menopause", "ge40", "lt40", "premeno"),
            Ordered(
                "tumor-size",
                "0-4",
                "5-9",
                "10-14",
                "15-19",
                "20-24",
                "25-29",
                "30-34",
                "35-39",
                "40-44",
                "45-49",
                "50-54"),
            Ordered("inv-nodes", "0-2", "3-5", "6-8", "9-11", "12-14", "15-17", "18-20", "21-23", "24-26"),
            Categories("node-caps", "no", "yes"),
            Ordered("deg-malig", "1", "2", "3"),
            Categories("breast", "left", "right"),
            Categories("breast-quad", "central", "left_low", "left_up", "right_low", "right_up"),
            Categories("irradiat", "no", "yes"),
        ]);

        static ColumnRule Ordered(string name, params string[] levels) =>
            new(name, ColumnKind.Ordinal) { Levels = levels };

        static ColumnRule Categories(string name, params string[] levels) =>
            new(name, ColumnKind.Categorical) { Levels = levels };
    }

    private static IEnumerable<ColumnRule> Ignored(params string[] names) =>
        names.Select(name => new ColumnRule(name, ColumnKind.Ignored));
}
