namespace Orchestrator.Training.Tests.Classifiers;

/// <summary>
/// Probabilities and decision values beside those of scikit-learn 1.2.1, recorded with
/// <code>
/// i = np.arange(24); y = (3*i + i*i//7) % C
/// X = np.column_stack([(7*i%11)/10, (5*i%13)/6-1, (i%3)*0.5, (i*i%17)/8.0]); T = X[:4] + 0.05
/// LogisticRegression(solver='liblinear').fit(X, y).predict_proba(T); SVC().fit(X, y).decision_function(T)
/// GaussianNB().fit(X, y).predict_proba(T)
/// </code>
/// The two solvers stop at a tolerance, hence three digits there.
/// </summary>
public sealed class RecordedValuesTests
{
    [Fact]
    public void Logreg_gives_the_recorded_probabilities()
    {
        Check("logreg", 2, 1e-4,
            [0.55604043, 0.44395957, 0.66815208, 0.33184792, 0.74302519, 0.25697481, 0.64585869, 0.35414131]);
        Check("logreg", 3, 1e-4, [
            0.57353721, 0.17564824, 0.25081455, 0.44942991, 0.21191525, 0.33865484,
            0.52498447, 0.17073203, 0.30428351, 0.33682781, 0.25479308, 0.40837911]);
    }

    [Fact]
    public void Gaussian_nb_gives_the_recorded_probabilities()
    {
        Check("gaussian-nb", 2, 1e-9, [
            0.6404929722, 0.3595070278, 0.6748296657, 0.3251703343, 0.8213845096, 0.1786154904, 0.5939160951,
            0.4060839049]);
        Check("gaussian-nb", 3, 1e-9, [
            0.9658972169, 0.0066403295, 0.0274624537, 0.2661717743, 0.1900776013, 0.5437506244,
            0.7545996512, 0.0494069544, 0.1959933944, 0.0468763146, 0.6318939092, 0.3212297762]);
    }

    [Fact]
    public void Svc_gives_the_recorded_decision_values()
    {
        double[] two = [-0.99946378, -0.71911871, -1.02653799, -1.03381284];
        Check("svc", 2, 1e-3, [.. two.SelectMany(v => new[] { -v, v })]);
        Check("svc", 3, 1e-3, [
            2.22325621, -0.22134716, 0.98363739, 2.19010363, -0.22288984, 1.13619624,
            2.23454809, -0.22026154, 0.90036447, 0.98614263, -0.10922736, 2.11557756]);
        using var classifier = Fits.Fit("svc", Fits.Arithmetic, Fits.ArithmeticLabels(3), 3);
        Assert.Equal([0, 0, 0, 2], classifier.Predict(Fits.ArithmeticTest).Labels);
    }

    [Fact]
    public void Knn_on_few_rows_gives_the_recorded_shares()
    {
        // KNeighborsClassifier(n_neighbors=3).fit(X, y).predict_proba(T) * 3
        using var classifier = Fits.Fit("knn", Fits.Arithmetic, Fits.ArithmeticLabels(3), 3);
        var votes = classifier.Predict(Fits.ArithmeticTest).Probabilities!.Values.Select(v => (int)Math.Round(3 * v));
        Assert.Equal([3, 0, 0, 1, 0, 2, 3, 0, 0, 0, 1, 2], votes);
    }

    private static void Check(string model, int classes, double tolerance, double[] expected)
    {
        using var classifier = Fits.Fit(model, Fits.Arithmetic, Fits.ArithmeticLabels(classes), classes);
        var predictions = classifier.Predict(Fits.ArithmeticTest);
        Fits.EqualWithin(expected, (predictions.Probabilities ?? predictions.Scores)!, tolerance);
    }
}
