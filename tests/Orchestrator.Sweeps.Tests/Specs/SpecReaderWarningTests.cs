using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>What is allowed, and yet hardly meant; and what the real catalogue refuses of networks.</summary>
public sealed class SpecReaderWarningTests
{
    private const string Consequence =
        "starts all units of a hidden layer alike; they stay alike in training, apart from dropout, so a layer can do "
        + "no more than one unit";

    [Theory]
    [InlineData(
        "[knn, {mlp: {activation: relu, initialiser: zeros}}]",
        "a.yaml:3:53: models[1].mlp.initialiser: 'zeros' " + Consequence)]
    [InlineData("mlp: {initialiser: ones}", "a.yaml:3:29: models.mlp.initialiser: 'ones' " + Consequence)]
    public void Read_initialiser_that_makes_units_alike_is_warned_about(string models, string warning)
    {
        var read = Read(models.StartsWith('[') ? models : $"{{{models}}}");

        Assert.True(read.IsValid);
        Assert.Equal([warning], read.Warnings.Select(found => found.ToString()));
    }

    [Theory]
    [InlineData("[mlp, {mlp: {initialiser: orthogonal}}, logreg]")]
    [InlineData("majority")]
    public void Read_what_is_meant_has_no_warnings(string models) => Assert.Empty(Read(models).Warnings);

    [Theory]
    [InlineData(
        "models: {mlp: {dropout: 1}}",
        "models.mlp.dropout: 1 is not allowed; dropout is a number from 0 to 0.95")]
    [InlineData(
        "models: knn\nboosts: 1\ngenerators: {wgan-gp: {n-critic: 0}}",
        "generators.wgan-gp.n-critic: 0 is not allowed; n-critic is a whole number from 1 to 1000")]
    [InlineData(
        "models: [mlp, logreg]\nmetric: mse",
        "models[1]: 'logreg' does not predict numbers; the target is a number; the models for it are ")]
    public void Read_setting_or_model_that_makes_no_sense_is_refused_by_field(string lines, string problem)
    {
        var isRegression = lines.Contains("mse", StringComparison.Ordinal);
        var text = $"name: a\ndataset: {(isRegression ? "curve" : "titanic")}\n{lines}\n";

        var read = SpecReader.Read(text, "a.yaml", Vocabulary);

        Assert.Contains($": {problem}", Assert.Single(read.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_models_for_numbers_are_those_of_the_catalogue_that_regress()
    {
        var read = SpecReader.Read("name: a\ndataset: curve\nmodels: logreg\n", "a.yaml", Vocabulary);

        var allowed = Assert.Single(read.Problems).Allowed;

        Assert.EndsWith(
            string.Join(", ", Vocabulary.Models.Where(model => model.Regresses).Select(model => model.Name)), allowed,
            StringComparison.Ordinal);
        Assert.Contains("knn", allowed, StringComparison.Ordinal);
        Assert.Contains("mlp", allowed, StringComparison.Ordinal);
    }

    private static SpecVocabulary Vocabulary { get; } =
        SpecVocabulary.Of(["titanic", "curve"]) with { RegressionDatasets = ["curve"] };

    private static SpecReadResult Read(string models) =>
        SpecReader.Read($"name: a\ndataset: titanic\nmodels: {models}\n", "a.yaml", Vocabulary);
}
