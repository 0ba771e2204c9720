using Orchestrator.Training.Metrics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// A membership-inference attack that sees generated rows alone: the nearer a row's closest generated row, the likelier
/// it was trained on (Chen, Yu, Zhang and Fritz, "GAN-Leaks", CCS 2020, the full black-box attack: the density under
/// the generated rows by their nearest neighbour, without a reference model such as that of van Breugel et al.,
/// "DOMIAS", AISTATS 2023).
/// </summary>
internal static class MembershipAttack
{
    /// <summary>
    /// The area under the ROC curve of training rows (positive) against test rows; null where a kind has no row.
    /// </summary>
    public static double? Auc(QualityRows training, QualityRows holdout, QualityRows generated)
    {
        if (training.Count == 0 || holdout.Count == 0 || generated.Count == 0)
            return null;
        var scores = new Matrix(training.Count + holdout.Count, 2);
        var members = new int[scores.Rows];
        var squares = new float[generated.Count];
        for (var i = 0; i < scores.Rows; i++)
        {
            members[i] = i < training.Count ? 1 : 0;
            var (rows, row) = i < training.Count ? (training, i) : (holdout, i - training.Count);
            RowDistances.Write(rows, row, generated, generated.Columns.Length, squares);
            scores[i, 1] = -RowDistances.Least(squares);
        }

        return RocAuc.Of(scores, members, 2);
    }
}
