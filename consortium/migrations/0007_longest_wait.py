from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consortium', '0006_published_head'),
    ]

    operations = [
        migrations.AddField(
            model_name='capacity',
            name='longest_wait_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
