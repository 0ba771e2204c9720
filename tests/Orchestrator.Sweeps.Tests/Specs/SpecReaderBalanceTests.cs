using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Tests.Specs;

/// <summary>Where classes can be equalised and where not, against the real catalogue.</summary>
public sealed class SpecReaderBalanceTests
{
    private const string NoRealRow =
        "'equalise' is given beside boosts that replace real rows; it fills up the smaller classes of the real rows, and "
        + "there would be none to fill up; leave class-balance at keep, or replace out";

    private const string NoClass = "'equalise' needs classes; the target is a number; leave class-balance at keep";

    [Theory]
    [InlineData("titanic", "boosts: [0, 1]\ngenerators: [noise, {smote: {k: 3, class-balance: equalise}}]")]
    [InlineData("titanic", "boosts: [0, {share: 1, replace: true}]\ngenerators: {smote: {class-balance: keep}}")]
    [InlineData("curve", "boosts: 1\ngenerators: [smote, gaussian-copula, duplicate, independent]")]
    public void Read_balance_that_makes_sense_is_taken(string dataset, string lines) =>
        Assert.Empty(Read(dataset, lines).Problems);

    [Theory]
    [InlineData(
        "titanic", "boosts: [0, {share: 1, replace: true}]\ngenerators: [noise, {smote: {k: 3, class-balance: equalise}}]",
        "a.yaml:5:51: generators[1].smote.class-balance: " + NoRealRow)]
    [InlineData(
        "titanic", "boosts: 1\nreplace: true\ngenerators: {wgan-gp: {class-balance: equalise}}",
        "a.yaml:6:39: generators.wgan-gp.class-balance: " + NoRealRow)]
    [InlineData(
        "curve", "boosts: 1\ngenerators:\n  duplicate:\n    class-balance: equalise",
        "a.yaml:7:20: generators.duplicate.class-balance: " + NoClass)]
    [InlineData(
        "titanic", "boosts: 1\ngenerators: {smote: {class-balance: equalize}}",
        "a.yaml:5:37: generators.smote.class-balance: 'equalize' is not allowed; class-balance is one of keep, equalise; "
        + "did you mean 'equalise'?")]
    [InlineData(
        "titanic",
        "boosts: 1\nreplace: true\ngenerators: smote\nsearch:\n  strategy: grid\n  over:\n"
        + "    generators.smote.class-balance: [keep, equalise]",
        "a.yaml:10:37: search.over.generators.smote.class-balance: " + NoRealRow)]
    [InlineData(
        "titanic", "boosts: 1\ngenerators: {smote: {k: 0}}",
        "a.yaml:5:25: generators.smote.k: 0 is not allowed; k is a whole number from 1 to 10000")]
    public void Read_balance_that_makes_none_is_refused_by_line_and_field(string dataset, string lines, string problem) =>
        Assert.Equal([problem], Read(dataset, lines).Problems.Select(found => found.ToString()));

    private static SpecReadResult Read(string dataset, string lines) => SpecReader.Read(
        $"name: a\ndataset: {dataset}\nmodels: knn\n{lines}\n", "a.yaml",
        SpecVocabulary.Of(["titanic", "curve"]) with { RegressionDatasets = ["curve"] });
}
